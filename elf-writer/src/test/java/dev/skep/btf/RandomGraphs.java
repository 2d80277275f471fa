package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Restrict;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.TypeTag;
import dev.skep.btf.BtfType.Typedef;
import dev.skep.btf.BtfType.Union;
import dev.skep.btf.BtfType.Volatile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small graphs in which everything refers to everything, names clash and members lie anywhere. */
final class RandomGraphs {
    private static final int BASICS = 3;

    private final Random random;
    private final int size;

    private RandomGraphs(Random random, int size) {
        this.random = random;
        this.size = size;
    }

    /** A graph; empty where chance made a chain of modifiers that does not end. */
    static Optional<BtfGraph> next(Random random) {
        return new RandomGraphs(random, BASICS + 3 + random.nextInt(14)).graph();
    }

    private Optional<BtfGraph> graph() {
        List<BtfType> types = new ArrayList<>(List.of(
                Int.of("int", 4, IntEncoding.SIGNED),
                Int.of("long", 8, IntEncoding.SIGNED),
                Int.of("char", 1, IntEncoding.CHAR)));
        while (types.size() < size) {
            types.add(type());
        }
        try {
            return Optional.of(BtfGraph.of(types));
        } catch (IllegalArgumentException endless) {
            return Optional.empty();
        }
    }

    private BtfType type() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> new Ptr(idOrVoid());
            case 3 -> new Array(id(), new BtfId(1), random.nextInt(5));
            case 4, 5 -> struct();
            case 6 -> union();
            case 7 -> enumeration();
            case 8 -> new Fwd(name(), random.nextBoolean() ? ForwardKind.STRUCT : ForwardKind.UNION);
            case 9, 10 -> new Typedef(name(), idOrVoid());
            case 11 -> qualified();
            default -> new FuncProto(idOrVoid(), parameters());
        };
    }

    private BtfType struct() {
        var members = members();
        return new Struct(nameOrNone(), sizeFor(members), members);
    }

    private BtfType union() {
        var members = members();
        return new Union(nameOrNone(), sizeFor(members), members);
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        int offset = 0;
        for (int i = random.nextInt(5); i > 0; i--) {
            var name = random.nextInt(4) == 0 ? "" : "f" + i;
            if (random.nextInt(4) == 0) {
                int bits = 1 + random.nextInt(8);
                members.add(new Member(name, new BtfId(1 + random.nextInt(2)), offset, bits));
                offset += bits + (random.nextInt(4) == 0 ? random.nextInt(70) : 0);
            } else {
                offset = (offset + 7) / 8 * 8;
                offset += random.nextInt(3) == 0 ? 8 * random.nextInt(20) : (64 - offset % 64) % 64;
                members.add(new Member(name, id(), offset, 0));
                offset += 8 * random.nextInt(12);
            }
        }
        return members;
    }

    private int sizeFor(List<Member> members) {
        int last = members.isEmpty() ? 0 : members.get(members.size() - 1).bitOffset() / 8 + 1 + random.nextInt(8);
        int size = random.nextBoolean() ? (last + 7) / 8 * 8 : last;
        return random.nextInt(4) == 0 ? size + random.nextInt(20) : size;
    }

    private BtfType enumeration() {
        List<Enumerator> values = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(new Enumerator("E" + random.nextInt(5), random.nextInt(100)));
        }
        var signedness = random.nextBoolean() ? Signedness.SIGNED : Signedness.UNSIGNED;
        return random.nextInt(3) == 0
                ? new BtfType.Enum64(nameOrNone(), 8, signedness, values)
                : new BtfType.Enum(nameOrNone(), 4, signedness, values);
    }

    private BtfType qualified() {
        return switch (random.nextInt(4)) {
            case 0 -> new Const(idOrVoid());
            case 1 -> new Volatile(idOrVoid());
            case 2 -> new Restrict(id());
            default -> TypeTag.of("tag", id());
        };
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parameters.add(new Parameter(random.nextBoolean() ? "" : "p" + i, id()));
        }
        if (random.nextInt(4) == 0) {
            parameters.add(Parameter.VARIADIC);
        }
        return parameters;
    }

    private String name() {
        return "n" + random.nextInt(4);
    }

    private String nameOrNone() {
        return random.nextInt(3) == 0 ? "" : name();
    }

    private BtfId idOrVoid() {
        return random.nextInt(8) == 0 ? BtfId.VOID : id();
    }

    private BtfId id() {
        return new BtfId(1 + random.nextInt(random.nextInt(3) == 0 ? BASICS : size));
    }
}

package dev.skep.object.link;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether two objects mean the same variable or function. As with bpftool typedefs and qualifiers do not count, nor do names of
 * parameters, values of enumerations and numbers of elements; what a pointer leads to needs the name alone. The numbers of a map's
 * definition do count.
 */
final class TypeAgreement {
    /** From a map of maps to its numbers. */
    private static final int MAP_POINTERS = 2;

    private static final int MAX_PAIRS = 1 << 20;

    private final BtfGraph left;
    private final BtfGraph right;
    private final boolean maps;
    private final Deque<Pair> open = new ArrayDeque<>();
    private final Map<Pair, String> paths = new HashMap<>();

    /** Two types to compare; behind so many pointers their contents count too, further behind their names alone. */
    private record Pair(BtfId left, BtfId right, int pointers) {
        boolean inside() {
            return pointers >= 0;
        }
    }

    TypeAgreement(BtfGraph left, BtfGraph right, boolean maps) {
        this.left = left;
        this.right = right;
        this.maps = maps;
    }

    /** What differs, seen from the right. */
    Optional<String> difference(BtfId leftType, BtfId rightType) {
        push(leftType, rightType, maps ? MAP_POINTERS : 0, "");
        while (!open.isEmpty()) {
            if (paths.size() > MAX_PAIRS) {
                return Optional.of("the types are too many to compare");
            }
            var pair = open.removeFirst();
            var difference = compare(pair);
            if (difference.isPresent()) {
                String path = path(pair);
                return difference.map(text -> path.isEmpty() ? text : path + ": " + text);
            }
        }
        return Optional.empty();
    }

    private String path(Pair pair) {
        return paths.getOrDefault(pair, "");
    }

    private void push(BtfId a, BtfId b, int pointers, String path) {
        var pair = new Pair(left.resolve(a), right.resolve(b), pointers);
        if (paths.putIfAbsent(pair, path) == null) {
            open.addLast(pair);
        }
    }

    private Optional<String> compare(Pair pair) {
        if (pair.left().isVoid() || pair.right().isVoid()) {
            return differ(pair.left().isVoid(), pair.right().isVoid(), () -> "void");
        }
        BtfType a = left.type(pair.left());
        BtfType b = right.type(pair.right());
        if (!pair.inside() && (a instanceof BtfType.Fwd || b instanceof BtfType.Fwd)) {
            return a.name().equals(b.name()) ? Optional.empty() : text(a, b);
        }
        if (a.kind() != b.kind() || (!isNumber(a) && !a.name().equals(b.name()))) {
            return text(a, b);
        }
        return a.accept(new Compare(pair, b));
    }

    private static boolean isNumber(BtfType type) {
        return type.kind() == BtfKind.INT || type.kind() == BtfKind.FLOAT;
    }

    private static Optional<String> differ(Object a, Object b, Supplier<String> what) {
        return a.equals(b) ? Optional.empty() : Optional.of(what.get() + " is on one side alone");
    }

    private static Optional<String> text(BtfType a, BtfType b) {
        return Optional.of(b.kind() + " " + b.name() + " here, " + a.kind() + " " + a.name() + " there");
    }

    private static Optional<String> numbers(String what, long a, long b) {
        return a == b ? Optional.empty() : Optional.of(what + " is " + b + " here, " + a + " there");
    }

    /** Compares what two types of one kind and name have besides, and puts off what they refer to. */
    private final class Compare implements BtfType.Visitor<Optional<String>> {
        private final Pair pair;
        private final BtfType other;

        Compare(Pair pair, BtfType other) {
            this.pair = pair;
            this.other = other;
        }

        private Optional<String> follow(BtfId a, BtfId b) {
            push(a, b, pair.pointers(), path(pair));
            return Optional.empty();
        }

        private Optional<String> modifier() {
            throw new IllegalStateException("a resolved type is a modifier");
        }

        @Override
        public Optional<String> visit(BtfType.Int type) {
            return numbers("size", type.size(), ((BtfType.Int) other).size());
        }

        @Override
        public Optional<String> visit(BtfType.Float type) {
            return numbers("size", type.size(), ((BtfType.Float) other).size());
        }

        @Override
        public Optional<String> visit(BtfType.Enum type) {
            return numbers("size", type.size(), ((BtfType.Enum) other).size());
        }

        @Override
        public Optional<String> visit(BtfType.Enum64 type) {
            return numbers("size", type.size(), ((BtfType.Enum64) other).size());
        }

        @Override
        public Optional<String> visit(BtfType.Fwd type) {
            return Optional.empty();
        }

        @Override
        public Optional<String> visit(BtfType.Ptr type) {
            push(type.target(), ((BtfType.Ptr) other).target(), Math.max(-1, pair.pointers() - 1), path(pair));
            return Optional.empty();
        }

        @Override
        public Optional<String> visit(BtfType.Array type) {
            var array = (BtfType.Array) other;
            var count = maps ? numbers("number", type.count(), array.count()) : Optional.<String>empty();
            return count.isPresent() ? count : follow(type.element(), array.element());
        }

        @Override
        public Optional<String> visit(BtfType.Struct type) {
            return members(type.members(), ((BtfType.Struct) other).members());
        }

        @Override
        public Optional<String> visit(BtfType.Union type) {
            return members(type.members(), ((BtfType.Union) other).members());
        }

        private Optional<String> members(List<BtfType.Member> a, List<BtfType.Member> b) {
            if (!pair.inside()) {
                return Optional.empty();
            }
            if (a.size() != b.size()) {
                return numbers("number of members", a.size(), b.size());
            }
            for (int i = 0; i < a.size(); i++) {
                var one = a.get(i);
                var two = b.get(i);
                if (!one.name().equals(two.name())) {
                    return Optional.of("member " + two.name() + " here, " + one.name() + " there");
                }
                if (one.bitOffset() != two.bitOffset() || one.bitFieldSize() != two.bitFieldSize()) {
                    return numbers("bit offset of " + one.name(), one.bitOffset(), two.bitOffset());
                }
                push(one.type(), two.type(), pointersOf(one), one.name());
            }
            return Optional.empty();
        }

        /** The values of a map's definition are pointers to definitions of maps, its other members are pointers. */
        private int pointersOf(BtfType.Member member) {
            boolean definition = pair.pointers() == MAP_POINTERS;
            return definition && !member.name().equals("values") ? MAP_POINTERS - 1 : pair.pointers();
        }

        @Override
        public Optional<String> visit(BtfType.Func type) {
            var func = (BtfType.Func) other;
            return statics(type.linkage(), func.linkage()).or(() -> follow(type.prototype(), func.prototype()));
        }

        @Override
        public Optional<String> visit(BtfType.Var type) {
            var variable = (BtfType.Var) other;
            return statics(type.linkage(), variable.linkage()).or(() -> follow(type.type(), variable.type()));
        }

        private Optional<String> statics(BtfLinkage a, BtfLinkage b) {
            return differ(a == BtfLinkage.STATIC, b == BtfLinkage.STATIC, () -> "static");
        }

        @Override
        public Optional<String> visit(BtfType.FuncProto type) {
            var proto = (BtfType.FuncProto) other;
            if (type.parameters().size() != proto.parameters().size()) {
                return numbers(
                        "number of parameters",
                        type.parameters().size(),
                        proto.parameters().size());
            }
            for (int i = 0; i < type.parameters().size(); i++) {
                push(
                        type.parameters().get(i).type(),
                        proto.parameters().get(i).type(),
                        pair.pointers(),
                        "parameter " + (i + 1));
            }
            return follow(type.returns(), proto.returns());
        }

        @Override
        public Optional<String> visit(BtfType.DataSec type) {
            return Optional.empty();
        }

        @Override
        public Optional<String> visit(BtfType.DeclTag type) {
            return Optional.empty();
        }

        @Override
        public Optional<String> visit(BtfType.Typedef type) {
            return modifier();
        }

        @Override
        public Optional<String> visit(BtfType.Volatile type) {
            return modifier();
        }

        @Override
        public Optional<String> visit(BtfType.Const type) {
            return modifier();
        }

        @Override
        public Optional<String> visit(BtfType.Restrict type) {
            return modifier();
        }

        @Override
        public Optional<String> visit(BtfType.TypeTag type) {
            return modifier();
        }
    }
}

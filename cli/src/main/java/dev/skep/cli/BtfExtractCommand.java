package dev.skep.cli;

import dev.skep.btf.BtfClosure;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfOutline;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skep btf extract}: some types and what they need, as BTF of their own. */
@Command(
        name = "extract",
        description = "Writes some types and all that they refer to as BTF that loads by itself.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class BtfExtractCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BtfSource source = new BtfSource();

    @Option(
            names = "--types",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description =
                    "The types, by their names; struct, union, enum and other kinds before a name choose among several. Enums"
                            + " without a name go by that of one of their constants.")
    private List<String> names = List.of();

    @Option(names = "--outline", description = "Of structs that only a pointer leads to, keep no more than the name.")
    private boolean outline;

    @Option(names = "--prototypes", description = "In an outline, keep what functions take that pointers lead to.")
    private boolean prototypes;

    @Option(names = "--if-there", description = "Leave out types that the file does not have.")
    private boolean ifThere;

    @Option(
            names = "-o",
            required = true,
            paramLabel = "OUT.btf",
            description = "The file to write; - is standard output.")
    private String output = "";

    BtfExtractCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        var input = source.read(streams);
        List<BtfId> types = new ArrayList<>();
        for (String name : names) {
            types.addAll(named(input.graph(), name.strip()));
        }
        var small = small(input.graph(), types);
        var outputs = new Outputs(streams, spec, output, Path.of(""), ".btf");
        outputs.add(source.file(), BtfWriter.of(small, input.order()).btf());
        outputs.write();
        return ExitCode.OK;
    }

    private BtfGraph small(BtfGraph graph, List<BtfId> types) {
        if (!outline) return BtfClosure.of(graph, types).graph();
        return prototypes ? BtfOutline.withPrototypes(graph, types) : BtfOutline.of(graph, types);
    }

    private List<BtfId> named(BtfGraph graph, String words) {
        int space = words.lastIndexOf(' ');
        var kind = words.substring(0, Math.max(space, 0)).strip().toUpperCase(Locale.ROOT);
        var name = words.substring(space + 1);
        List<BtfId> found = new ArrayList<>();
        for (int number = 1; number <= graph.size(); number++) {
            var type = graph.type(new BtfId(number));
            if (type.name().equals(name) && !name.isEmpty() && isOf(type.kind(), kind)) {
                found.add(new BtfId(number));
            }
        }
        if (found.isEmpty() && (kind.isEmpty() || kind.equals(BtfKind.ENUM.name()))) {
            found.addAll(withConstant(graph, name));
        }
        if (found.isEmpty() && !ifThere) {
            throw new InputException(source.file() + ": no type is named " + words);
        }
        return found;
    }

    /** Returns the enums without a name that have a constant of this one. */
    private static List<BtfId> withConstant(BtfGraph graph, String name) {
        List<BtfId> found = new ArrayList<>();
        for (int number = 1; number <= graph.size(); number++) {
            var type = graph.type(new BtfId(number));
            if (type.name().isEmpty()
                    && constants(type).stream().anyMatch(value -> value.name().equals(name))) {
                found.add(new BtfId(number));
            }
        }
        return found;
    }

    private static List<Enumerator> constants(BtfType type) {
        if (type instanceof BtfType.Enum known) {
            return known.values();
        }
        return type instanceof BtfType.Enum64 known ? known.values() : List.of();
    }

    /** A tag is a remark, not a type to be asked for; an enumeration is one whatever the width of its values. */
    private static boolean isOf(BtfKind kind, String wanted) {
        if (wanted.isEmpty()) {
            return kind != BtfKind.DECL_TAG && kind != BtfKind.TYPE_TAG;
        }
        return kind.name().equals(wanted) || (kind == BtfKind.ENUM64 && wanted.equals(BtfKind.ENUM.name()));
    }
}

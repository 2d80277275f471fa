package dev.skep.samples.tools;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Union;
import dev.skep.btf.BtfWriter;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The types of kernels that nobody has. */
final class AlteredTypes {
    private final BtfGraph graph;

    private AlteredTypes(BtfGraph graph) {
        this.graph = graph;
    }

    /** The types in a file. */
    static AlteredTypes of(Path file) throws IOException {
        return new AlteredTypes(BtfReader.read(Files.readAllBytes(file)));
    }

    /** The members of each struct lie as in a mirror, the first last; sizes and alignments stay. */
    AlteredTypes mirrored() {
        return composites(composite -> composite instanceof Struct struct ? mirrored(struct) : composite);
    }

    private Struct mirrored(Struct struct) {
        var members = struct.members().stream()
                .map(member -> mirrored(struct, member))
                .collect(Collectors.toList());
        Collections.reverse(members);
        return new Struct(struct.name(), struct.size(), members);
    }

    private Member mirrored(Struct struct, Member member) {
        var bits = member.bitFieldSize() > 0
                ? member.bitFieldSize()
                : (int) graph.sizeOf(member.type()).orElse(0) * Byte.SIZE;
        var before = struct.size() * Byte.SIZE - member.bitOffset() - bits;
        return new Member(member.name(), member.type(), before, member.bitFieldSize());
    }

    /** No struct or union has a member of this name. */
    AlteredTypes without(String name) {
        return composites(composite -> {
            var members = composite.members().stream()
                    .filter(member -> !member.name().equals(name))
                    .toList();
            return composite instanceof Struct
                    ? new Struct(composite.name(), composite.size(), members)
                    : new Union(composite.name(), composite.size(), members);
        });
    }

    private AlteredTypes composites(UnaryOperator<Composite> change) {
        return new AlteredTypes(BtfGraph.of(graph.types().stream()
                .map(type -> type instanceof Composite composite ? change.apply(composite) : type)
                .toList()));
    }

    /** Writes them to a file, as a kernel has them. */
    Path write(Path file) throws IOException {
        return Files.write(file, BtfWriter.of(graph, ByteOrder.nativeOrder()).btf());
    }
}

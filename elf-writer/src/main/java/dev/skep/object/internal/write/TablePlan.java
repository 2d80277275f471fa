package dev.skep.object.internal.write;

import dev.skep.elf.ByteString;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfStructOps;
import dev.skep.object.BpfStructOps.Attach;
import dev.skep.object.internal.write.Link.SymbolKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The tables of functions of one section at their places. */
record TablePlan(Attach attach, List<Placed> tables, int size, List<Link> links) {
    private static final int ALIGNMENT = 8;

    /** A table at its place. */
    record Placed(BpfStructOps table, int offset, int size) {}

    static TablePlan of(Attach attach, BpfObject object) {
        List<Placed> placed = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        int end = 0;
        for (BpfStructOps table : object.structOps()) {
            if (table.attach() == attach) {
                int start = Math.addExact(end, ALIGNMENT - 1) & -ALIGNMENT;
                int size = Math.toIntExact(object.btf().sizeOf(table.type()).orElse(0));
                placed.add(new Placed(table, start, size));
                table.programs()
                        .forEach((offset, name) ->
                                links.add(new Link(start + offset, Link.DATA, SymbolKey.named(name))));
                end = Math.addExact(start, size);
            }
        }
        return new TablePlan(attach, placed, end, links);
    }

    ByteString bytes() {
        var bytes = ByteBuffer.allocate(size);
        for (Placed placed : tables) {
            bytes.position(placed.offset()).put(placed.table().initial().toArray());
        }
        return ByteString.of(bytes.array());
    }
}

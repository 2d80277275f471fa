package dev.skep.object.internal.read;

import dev.skep.elf.Relocation;
import dev.skep.elf.Section.Content;
import dev.skep.object.BpfStructOps;
import dev.skep.object.BpfStructOps.Attach;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.read.SectionVariables.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the tables of functions of {@code .struct_ops} and {@code .struct_ops.link}. */
public final class TableReader {
    private TableReader() {}

    public static List<BpfStructOps> read(ObjectFile file, int index, Attach attach) {
        if (!(file.elf().section(index) instanceof Content content)) {
            throw new ObjectFormatException("section " + attach.section() + " has no contents");
        }
        var relocations = new TreeMap<Long, Relocation>();
        for (Relocation relocation : file.relocationsOf(index)) {
            relocations.put(relocation.offset(), relocation);
        }
        List<BpfStructOps> tables = new ArrayList<>();
        for (Placed placed : SectionVariables.read(file, index)) {
            long start = placed.offset();
            long end = start + placed.size();
            long declared = file.types().sizeOf(placed.variable().type()).orElse(0);
            if (declared != placed.size()) {
                throw new ObjectFormatException("table " + placed.variable().name() + " has " + placed.size()
                        + " bytes, its type has " + declared);
            }
            SortedMap<Integer, String> programs = new TreeMap<>();
            relocations
                    .subMap(start, end)
                    .forEach((offset, relocation) -> programs.put(
                            Math.toIntExact(offset - start),
                            file.symbols().get(relocation.symbol()).name()));
            relocations.subMap(start, end).clear();
            tables.add(new BpfStructOps(
                    placed.variable().name(),
                    attach,
                    placed.variable().type(),
                    content.bytes().slice(Math.toIntExact(start), Math.toIntExact(end)),
                    programs));
        }
        if (!relocations.isEmpty()) {
            throw new ObjectFormatException(
                    "section " + attach.section() + " is relocated where no table is: bytes " + relocations.keySet());
        }
        return tables;
    }
}

package dev.skep.object.internal.read;

import dev.skep.elf.ByteString;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.NoBits;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfGlobal.Constant;
import dev.skep.object.BpfGlobal.Variable;
import dev.skep.object.DataSection;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.read.SectionVariables.Placed;
import dev.skep.object.internal.write.DataPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * Reads a section of data: its variables, and as constants what lies between them and is not mere padding. A constant is called by
 * its place, {@code .rodata+16}.
 */
public final class DataReader {
    private final DataSection section;
    private final ByteString bytes;
    private final int size;
    private final int alignment;
    private final NavigableSet<Integer> referred;
    private final List<DataPlan.Placed> globals = new ArrayList<>();
    private int end;

    private DataReader(ObjectFile file, int index, NavigableSet<Integer> referred) {
        var elf = file.elf().section(index);
        long length = file.sizeAtRunTime(index);
        if (length > Integer.MAX_VALUE) {
            throw new ObjectFormatException(
                    "section " + elf.name() + " has " + length + " bytes, the limit is " + Integer.MAX_VALUE);
        }
        this.section = section(elf.name());
        if (elf instanceof NoBits && section.kind() != DataSection.Kind.BSS) {
            throw new ObjectFormatException("section " + elf.name() + " has no contents");
        }
        this.size = Math.toIntExact(length);
        this.bytes = elf instanceof Content content ? content.bytes() : ByteString.EMPTY;
        this.alignment = alignment(elf instanceof Content content ? content.header() : ((NoBits) elf).header());
        this.referred = referred;
    }

    private static DataSection section(String name) {
        try {
            return new DataSection(name);
        } catch (IllegalArgumentException e) {
            throw new ObjectFormatException(
                    "section " + name + " is loaded, and there is no place for it in an object", e);
        }
    }

    /** The globals of a section at their places; {@code referred} are the places in it that code refers to. */
    public static List<DataPlan.Placed> read(ObjectFile file, int index, NavigableSet<Integer> referred) {
        var reader = new DataReader(file, index, referred);
        for (Placed placed : SectionVariables.read(file, index)) {
            reader.variable(placed);
        }
        reader.constant(reader.size);
        return reader.globals;
    }

    private void variable(Placed placed) {
        var name = placed.variable().name();
        if (placed.size() == 0) {
            throw new ObjectFormatException("global " + name + " of section " + section.name() + " has 0 bytes");
        }
        int start = placed.offset();
        int own = start == 0 ? alignment : Math.min(alignment, Integer.lowestOneBit(start));
        if (start - end >= own || !isPadding(start)) {
            constant(start);
        }
        var variable = new Variable(
                name,
                section,
                placed.linkage(),
                placed.variable().type(),
                placed.size(),
                initial(start, placed.size()),
                own);
        globals.add(new DataPlan.Placed(variable, start));
        end = start + placed.size();
    }

    /** What lies before {@code start} and belongs to no variable. */
    private void constant(int start) {
        if (start > end) {
            int length = start - end;
            int own = end == 0 ? alignment : 1;
            var constant = new Constant(section.name() + "+" + end, section, length, initial(end, length), own);
            globals.add(new DataPlan.Placed(constant, end));
            end = start;
        }
    }

    private boolean isPadding(int start) {
        return initial(end, start - end).isZero() && referred.subSet(end, start).isEmpty();
    }

    private ByteString initial(int from, int length) {
        return bytes.isEmpty() ? ByteString.EMPTY : bytes.slice(from, from + length);
    }

    private static int alignment(Header header) {
        if (header.alignment() > BpfGlobal.MAX_ALIGNMENT) {
            throw new ObjectFormatException("section " + header.name() + " has alignment " + header.alignment()
                    + ", the limit is " + BpfGlobal.MAX_ALIGNMENT);
        }
        return Math.toIntExact(Math.max(1, header.alignment()));
    }
}

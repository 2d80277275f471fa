package dev.skep.btf;

import dev.skep.btf.BtfExt.SectionInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The line info of one code section as it lies in {@code .BTF.ext}: it can be moved and written elsewhere, while nobody looks at the
 * names of files and the text of lines. Those who do read {@link BtfExt#lines}.
 */
public final class LineBlock {
    /** Offset, number of the file's name, number of the line's text, line and column. */
    static final int WORDS = 4;

    private final String section;
    private final List<Part> parts;

    /** Records whose strings are these. */
    record Part(LineStrings strings, int[] words) {}

    private LineBlock(String section, List<Part> parts) {
        this.section = section;
        this.parts = parts;
    }

    /** The block that was read: these words for each record. */
    static LineBlock of(String section, LineStrings strings, int[] words) {
        SectionInfo.requireRecords(section, words.length);
        for (int offset = 0; offset < words.length; offset += WORDS) {
            Limits.nonNegative(words[offset], "offset of line info", "");
        }
        return new LineBlock(section, List.of(new Part(strings, words)));
    }

    /** These blocks, one behind the other, as the block of one section. */
    public static LineBlock join(String section, List<LineBlock> blocks) {
        List<Part> parts = new ArrayList<>();
        blocks.forEach(block -> parts.addAll(block.parts));
        return new LineBlock(section, parts);
    }

    /** The code section. */
    public String section() {
        return section;
    }

    /** How many records there are. */
    public int size() {
        int words = 0;
        for (Part part : parts) {
            words = Math.addExact(words, part.words.length);
        }
        return words / WORDS;
    }

    /** The records with other offsets, in their order, without those that {@code places} gives a negative one. */
    public LineBlock moved(IntUnaryOperator places) {
        return new LineBlock(section, Elements.each(parts, part -> moved(part, places)));
    }

    private static Part moved(Part part, IntUnaryOperator places) {
        int[] words = new int[part.words.length];
        int count = 0;
        for (int from = 0; from < words.length; from += WORDS) {
            int place = places.applyAsInt(part.words[from]);
            if (place >= 0) {
                words[count] = place;
                System.arraycopy(part.words, from + 1, words, count + 1, WORDS - 1);
                count += WORDS;
            }
        }
        return new Part(part.strings, count == words.length ? words : Arrays.copyOf(words, count));
    }

    List<Part> parts() {
        return parts;
    }
}

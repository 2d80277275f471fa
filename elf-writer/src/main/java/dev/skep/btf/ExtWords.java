package dev.skep.btf;

import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BiConsumer;

/** The three parts of {@code .BTF.ext} as words: the size of a record, then per section its name, the count and the records. */
record ExtWords(List<Words> parts) {
    static final int HEADER = 32;
    static final int LINE_SHIFT = 10;

    private static final int FUNC_INFO = 8;
    private static final int LINE_INFO = 16;
    private static final int CORE_RELO = 16;

    /** The words of all this; the lines of blocks come behind the others. */
    static ExtWords of(BtfExt ext, List<LineBlock> blocks, StringTable strings) {
        int records = blocks.stream().mapToInt(LineBlock::size).sum();
        var functions = part(ext.functions(), FUNC_INFO, ExtWords::words, new Words(strings, 0));
        var lines = new Words(strings, records * LineBlock.WORDS + 1 + 2 * blocks.size());
        part(ext.lines(), LINE_INFO, ExtWords::words, lines);
        var texts = new LineTexts(strings);
        blocks.forEach(block -> words(block, texts, lines));
        return new ExtWords(
                List.of(functions, lines, part(ext.relocations(), CORE_RELO, ExtWords::words, new Words(strings, 0))));
    }

    byte[] write(ByteOrder order) {
        int bytes = HEADER;
        for (Words part : parts) {
            bytes = Math.addExact(bytes, part.bytes());
        }
        var out = ByteBuffer.allocate(bytes).order(order);
        BtfHeader.writeStart(out, HEADER);
        int offset = 0;
        for (Words part : parts) {
            out.putInt(offset).putInt(part.bytes());
            offset += part.bytes();
        }
        parts.forEach(part -> part.write(out));
        return out.array();
    }

    private static void words(FuncInfo info, Words words) {
        words.number(info.offset());
        words.reference(info.function());
    }

    private static void words(LineInfo info, Words words) {
        words.number(info.offset());
        words.text(info.file());
        words.text(info.text());
        words.number(info.line() << LINE_SHIFT | info.column());
    }

    private static void words(CoreRelo relo, Words words) {
        words.number(relo.offset());
        words.reference(relo.type());
        words.text(relo.access());
        words.number(relo.kind());
    }

    private static void words(LineBlock block, LineTexts texts, Words words) {
        if (words.isEmpty()) {
            words.number(LINE_INFO);
        }
        words.text(block.section());
        words.number(block.size());
        for (LineBlock.Part part : block.parts()) {
            int[] offsets = texts.of(part.strings());
            int[] from = part.words();
            for (int record = 0; record < from.length; record += LineBlock.WORDS) {
                words.number(from[record]);
                words.number(texts.offset(offsets, part.strings(), from[record + 1]));
                words.number(texts.offset(offsets, part.strings(), from[record + 2]));
                words.number(from[record + 3]);
            }
        }
    }

    private static <R> Words part(List<SectionInfo<R>> sections, int record, BiConsumer<R, Words> one, Words words) {
        for (SectionInfo<R> section : sections) {
            if (words.isEmpty()) {
                words.number(record);
            }
            words.text(section.section());
            words.number(section.records().size());
            section.records().forEach(info -> one.accept(info, words));
        }
        return words;
    }
}

package dev.skep.btf;

import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.Word.Number;
import dev.skep.btf.Word.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The three parts of {@code .BTF.ext} as words: the size of a record, then per section its name, the count and the records. */
record ExtWords(List<List<Word>> parts) {
    static final int HEADER = 32;
    static final int LINE_SHIFT = 10;

    static ExtWords of(BtfExt ext) {
        return new ExtWords(List.of(
                part(ext.functions(), ExtWords::words),
                part(ext.lines(), ExtWords::words),
                part(ext.relocations(), ExtWords::words)));
    }

    void layOut(StringTable strings) {
        parts.forEach(part -> part.forEach(word -> word.layOut(strings)));
    }

    byte[] write(StringTable strings, ByteOrder order) {
        int bytes = HEADER + parts.stream().mapToInt(Word::bytes).sum();
        var out = ByteBuffer.allocate(bytes).order(order);
        BtfHeader.writeStart(out, HEADER);
        int offset = 0;
        for (List<Word> part : parts) {
            out.putInt(offset).putInt(Word.bytes(part));
            offset += Word.bytes(part);
        }
        parts.forEach(part -> part.forEach(word -> word.write(strings, out)));
        return out.array();
    }

    private static List<Word> words(FuncInfo info) {
        return List.of(new Number(info.offset()), new Number(info.function().value()));
    }

    private static List<Word> words(LineInfo info) {
        return List.of(
                new Number(info.offset()),
                new Text(info.file()),
                new Text(info.text()),
                new Number(info.line() << LINE_SHIFT | info.column()));
    }

    private static List<Word> words(CoreRelo relo) {
        return List.of(
                new Number(relo.offset()),
                new Number(relo.type().value()),
                new Text(relo.access()),
                new Number(relo.kind()));
    }

    private static <R> List<Word> part(List<SectionInfo<R>> sections, Function<R, List<Word>> words) {
        List<Word> part = new ArrayList<>();
        for (SectionInfo<R> section : sections) {
            List<Word> records = section.records().stream()
                    .flatMap(info -> words.apply(info).stream())
                    .toList();
            int count = section.records().size();
            if (part.isEmpty()) {
                part.add(new Number(Word.bytes(records) / count));
            }
            part.add(new Text(section.section()));
            part.add(new Number(count));
            part.addAll(records);
        }
        return part;
    }
}

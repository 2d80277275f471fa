package dev.skep.object.text;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfExtReader;
import dev.skep.btf.BtfFormatException;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The source lines that {@code .BTF.ext} knows: comments, so whatever is wrong with them is no reason to fail. */
final class SourceComments {
    private static final int LONGEST = 200;

    private final BtfExt info;

    private SourceComments(BtfExt info) {
        this.info = info;
    }

    static SourceComments of(ElfFile file) {
        Optional<ByteString> types = contents(file, ".BTF");
        Optional<ByteString> ext = contents(file, ".BTF.ext");
        if (types.isEmpty() || ext.isEmpty()) {
            return new SourceComments(BtfExt.EMPTY);
        }
        try {
            return new SourceComments(BtfExtReader.read(
                    types.get().buffer(file.order()), ext.get().buffer(file.order())));
        } catch (BtfFormatException e) {
            return new SourceComments(BtfExt.EMPTY);
        }
    }

    private static Optional<ByteString> contents(ElfFile file, String name) {
        OptionalInt index = file.find(name);
        return index.isPresent() && file.section(index.getAsInt()) instanceof Section.Content content
                ? Optional.of(content.bytes())
                : Optional.empty();
    }

    /** The comments for a section, by the offsets of instructions. */
    Map<Integer, String> of(String section) {
        Map<Integer, String> comments = new HashMap<>();
        for (SectionInfo<LineInfo> part : info.lines()) {
            if (part.section().equals(section)) {
                part.records().forEach(line -> comments.putIfAbsent(line.offset(), comment(line)));
            }
        }
        return comments;
    }

    private static String comment(LineInfo line) {
        String text = line.file() + ":" + line.line() + " " + line.text().strip();
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return shown.replaceAll("\\p{Cntrl}", " ").strip();
    }
}

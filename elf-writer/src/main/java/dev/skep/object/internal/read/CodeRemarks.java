package dev.skep.object.internal.read;

import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType.Func;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.write.TypeSymbol;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code .BTF.ext} says about the instructions of one section, by where they are. */
public final class CodeRemarks {
    private final ObjectFile file;
    private final String section;
    private final Map<Integer, BtfId> functions = new TreeMap<>();
    private final Map<Integer, SourceLine> lines = new TreeMap<>();
    private final Map<Integer, CoreMark> marks = new TreeMap<>();

    public CodeRemarks(ObjectFile file, String section) {
        this.file = file;
        this.section = section;
        for (FuncInfo info : of(file.info().functions())) {
            functions.putIfAbsent(info.offset(), info.function());
        }
        for (LineInfo info : of(file.info().lines())) {
            lines.putIfAbsent(info.offset(), new SourceLine(info.file(), info.line(), info.column(), info.text()));
        }
        for (CoreRelo info : of(file.info().relocations())) {
            if (marks.put(info.offset(), mark(info)) != null) {
                throw new ObjectFormatException(
                        "section " + section + " has two CO-RE relocations at byte " + info.offset());
            }
        }
    }

    /** The source line that starts at this instruction. */
    public Optional<SourceLine> line(int offset) {
        return Optional.ofNullable(lines.get(offset));
    }

    /** Takes the mark on this instruction. */
    Optional<CoreMark> takeMark(int offset) {
        return Optional.ofNullable(marks.remove(offset));
    }

    /** Complains if a mark was not taken: it is on no instruction. */
    public void requireAllTaken() {
        if (!marks.isEmpty()) {
            throw new ObjectFormatException(
                    "section " + section + " has CO-RE relocations where no instruction is: bytes " + marks.keySet());
        }
    }

    /** The prototype of the function that starts here. */
    public BtfId prototype(FunctionSymbol function) {
        var types = file.types();
        if (!file.hasTypes()) {
            return new BtfId(types.size());
        }
        return Optional.ofNullable(functions.get(function.offset()))
                .or(() -> types.find(BtfKind.FUNC, function.name()))
                .filter(types::contains)
                .flatMap(id -> types.type(id, Func.class))
                .map(Func::prototype)
                .orElseThrow(() -> new ObjectFormatException(
                        "function " + function.name() + " of section " + section + " has no type"));
    }

    private CoreMark mark(CoreRelo info) {
        var types = file.types();
        if (info.type().isVoid() || !types.contains(info.type())) {
            throw new ObjectFormatException("section " + section + " has a CO-RE relocation at byte " + info.offset()
                    + " for type " + info.type() + " of " + types.size());
        }
        var kind = Arrays.stream(CoreKind.values())
                .filter(candidate -> candidate.code() == info.kind())
                .findFirst()
                .orElseThrow(() -> new ObjectFormatException("section " + section + " has a CO-RE relocation at byte "
                        + info.offset() + " of kind " + info.kind() + ", known are 0 to 12"));
        return new CoreMark(kind, TypeSymbol.of(types, info.type()), info.access());
    }

    private <R> List<R> of(List<SectionInfo<R>> all) {
        return all.stream()
                .filter(info -> info.section().equals(section))
                .flatMap(info -> info.records().stream())
                .toList();
    }
}

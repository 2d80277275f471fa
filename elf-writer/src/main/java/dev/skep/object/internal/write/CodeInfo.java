package dev.skep.object.internal.write;

import dev.skep.asm.CoreMark;
import dev.skep.asm.MachineCode.CodeLine;
import dev.skep.asm.MachineCode.CoreRelocation;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.object.ObjectProblem;
import dev.skep.object.internal.rules.Problems;
import dev.skep.object.internal.write.CodeSection.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code .BTF.ext} says about an object's code: a function and a line at the start of every routine, at least. */
public record CodeInfo(ObjectTypes.Complete types, Problems problems) {
    public BtfExt of(List<CodeSection> sections) {
        return new BtfExt(
                blocks(sections, placed -> List.of(function(placed))),
                blocks(sections, CodeInfo::lines),
                blocks(sections, this::relocations));
    }

    private static <R> List<SectionInfo<R>> blocks(List<CodeSection> sections, Function<Placed, List<R>> records) {
        List<SectionInfo<R>> blocks = new ArrayList<>();
        for (CodeSection section : sections) {
            List<R> all = section.routines().stream()
                    .flatMap(placed -> records.apply(placed).stream())
                    .toList();
            if (!all.isEmpty()) {
                blocks.add(new SectionInfo<>(section.name(), all));
            }
        }
        return blocks;
    }

    private FuncInfo function(Placed placed) {
        var function = Optional.ofNullable(
                        types.functions().get(placed.routine().name()))
                .orElseThrow();
        return new FuncInfo(placed.offset(), function);
    }

    private static List<LineInfo> lines(Placed placed) {
        List<LineInfo> lines = new ArrayList<>();
        var code = placed.code().lines();
        if (code.isEmpty() || code.get(0).offset() > 0) {
            lines.add(line(placed.offset(), placed.routine().declared()));
        }
        for (CodeLine line : code) {
            lines.add(line(placed.offset() + line.offset(), line.source()));
        }
        return lines;
    }

    private static LineInfo line(int offset, SourceLine source) {
        return new LineInfo(
                offset,
                source.file(),
                source.text(),
                Math.min(source.line(), LineInfo.MAX_LINE),
                Math.min(source.column(), LineInfo.MAX_COLUMN));
    }

    private List<CoreRelo> relocations(Placed placed) {
        List<CoreRelo> relocations = new ArrayList<>();
        for (CoreRelocation relocation : placed.code().coreRelocations()) {
            CoreMark mark = relocation.mark();
            TypeSymbol.find(types.graph(), mark.type())
                    .ifPresentOrElse(
                            type -> relocations.add(new CoreRelo(
                                    placed.offset() + relocation.offset(),
                                    type,
                                    mark.access(),
                                    mark.kind().code())),
                            () -> problems.about(placed.routine())
                                    .add(
                                            ObjectProblem.Kind.BAD_TYPE,
                                            placed.routine().name() + " marks an instruction with type `" + mark.type()
                                                    + "`, which is not among the types"));
        }
        return relocations;
    }
}

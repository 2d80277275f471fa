package dev.skep.object.link;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfId;
import dev.skep.btf.LineBlock;
import dev.skep.object.link.SectionPlan.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What is known about the code of all inputs, at its new places. */
record LinkedInfo(List<InputObject> inputs, SectionPlan sections, LinkedTypes types, Problems problems) {
    private static final int LOST = -1;

    /** What refers to types. */
    BtfExt merge() {
        return new BtfExt(
                merge(
                        BtfExt::functions,
                        FuncInfo::offset,
                        (input, at, record) -> new FuncInfo(at, type(input, record.function()))),
                List.of(),
                merge(
                        BtfExt::relocations,
                        CoreRelo::offset,
                        (input, at, record) ->
                                new CoreRelo(at, type(input, record.type()), record.access(), record.kind())));
    }

    /** The lines that the code comes from. */
    List<LineBlock> lines() {
        Map<String, List<LineBlock>> blocks = new LinkedHashMap<>();
        sections.targets().forEach(target -> blocks.put(target.name(), new ArrayList<>()));
        for (InputObject input : inputs) {
            for (LineBlock block : input.lines()) {
                piece(input, block.section()).ifPresent(piece -> blocks.computeIfAbsent(
                                piece.target().name(), name -> new ArrayList<>())
                        .add(block.moved(at -> piece.isLost(at) ? LOST : Math.toIntExact(piece.at(at)))));
            }
        }
        return blocks.entrySet().stream()
                .map(entry -> LineBlock.join(entry.getKey(), entry.getValue()))
                .filter(block -> block.size() > 0)
                .toList();
    }

    /** A record at another place. */
    private interface Moved<R> {
        R at(InputObject input, int offset, R record);
    }

    private <R> List<SectionInfo<R>> merge(
            Function<BtfExt, List<SectionInfo<R>>> part, ToIntFunction<R> offset, Moved<R> moved) {
        Map<String, List<R>> records = new LinkedHashMap<>();
        sections.targets().forEach(target -> records.put(target.name(), new ArrayList<>()));
        for (InputObject input : inputs) {
            for (SectionInfo<R> block : part.apply(input.info())) {
                piece(input, block.section()).ifPresent(found -> move(input, block, found, offset, moved, records));
            }
        }
        return records.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new SectionInfo<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Optional<Piece> piece(InputObject input, String section) {
        var index = input.index().section(section);
        if (index.isEmpty()) {
            problems.add(input, InputObject.BTF_EXT, "describes section " + section + ", which is not there");
        }
        return index.flatMap(number -> sections.find(input.number(), number));
    }

    private <R> void move(
            InputObject input,
            SectionInfo<R> block,
            Piece piece,
            ToIntFunction<R> offset,
            Moved<R> moved,
            Map<String, List<R>> records) {
        var into = records.computeIfAbsent(piece.target().name(), name -> new ArrayList<>());
        for (R record : block.records()) {
            int at = offset.applyAsInt(record);
            if (!piece.isLost(at)) {
                into.add(moved.at(input, Math.toIntExact(piece.at(at)), record));
            }
        }
    }

    private BtfId type(InputObject input, BtfId type) {
        var now = input.types().contains(type) ? types.now(input, type) : Optional.<BtfId>empty();
        if (now.isEmpty()) {
            problems.add(input, InputObject.BTF_EXT, "refers to type " + type + ", which is not linked");
        }
        return now.orElse(BtfId.VOID);
    }
}

package dev.skep.object.link;

import dev.skep.btf.BtfDedup;
import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfMapping;
import dev.skep.btf.BtfMerge;
import dev.skep.btf.BtfType;
import dev.skep.btf.LineBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of the linked object, each once, and what is known about its code. */
final class LinkedTypes {
    private final GlobalTable globals;
    private final BtfMerge merged;
    private final Map<BtfId, BtfId> redirected = new HashMap<>();
    private final BtfMapping mapping;
    private BtfGraph graph = BtfGraph.empty();
    private BtfExt info = BtfExt.EMPTY;
    private List<LineBlock> lines = List.of();

    private LinkedTypes(List<InputObject> inputs, GlobalTable globals, List<TypeNames.Renaming> names) {
        this.globals = globals;
        this.merged =
                BtfMerge.concatenate(inputs.stream().map(InputObject::types).toList());
        Map<BtfId, BtfType> changed = new HashMap<>();
        List<BtfId> roots = new ArrayList<>();
        names.forEach(name -> rename(changed, name));
        inputs.forEach(input -> choose(input, changed, roots));
        var chosen = merged.graph().with(changed, List.of());
        this.mapping = BtfDedup.of(chosen, roots);
    }

    static LinkedTypes of(
            List<InputObject> inputs,
            GlobalTable globals,
            SectionPlan sections,
            LinkedSymbols symbols,
            Problems problems) {
        var types = new LinkedTypes(inputs, globals, TypeNames.of(symbols.renamed()));
        var info = new LinkedInfo(inputs, sections, types, problems);
        types.info = info.merge();
        types.lines = info.lines();
        var lists = new LinkedDataSections(inputs, globals, sections, types).all();
        types.graph = types.mapping.graph().with(Map.of(), lists);
        return types;
    }

    BtfGraph graph() {
        return graph;
    }

    /** What is known about the code, but for lines. */
    BtfExt info() {
        return info;
    }

    List<LineBlock> lines() {
        return lines;
    }

    /** What this type of an input is now; nothing if it is not linked. */
    Optional<BtfId> now(InputObject input, BtfId type) {
        BtfId id = merged.parts().get(input.number()).of(type);
        BtfId target = redirected.getOrDefault(id, id);
        return mapping.keeps(target) ? Optional.of(mapping.of(target)) : Optional.empty();
    }

    private void rename(Map<BtfId, BtfType> changed, TypeNames.Renaming renaming) {
        BtfId id = merged.parts().get(renaming.input().number()).of(renaming.type());
        changed.put(id, renaming.apply(changed.getOrDefault(id, merged.graph().type(id))));
    }

    /** Picks the types of an input that are linked, and leads tags on a global to the one record that stands for it. */
    private void choose(InputObject input, Map<BtfId, BtfType> changed, List<BtfId> roots) {
        BtfMapping part = merged.parts().get(input.number());
        for (int number = 1; number <= input.types().size(); number++) {
            BtfId id = new BtfId(number);
            BtfId place = part.of(id);
            BtfType type = merged.graph().type(place);
            if (type instanceof BtfType.DeclTag tag) {
                var target =
                        representative(input, ((BtfType.DeclTag) input.types().type(id)).target());
                if (target.isEmpty()) {
                    continue;
                }
                if (!target.get().equals(tag.target())) {
                    changed.put(place, new BtfType.DeclTag(tag.name(), target.get(), tag.component(), tag.form()));
                }
                roots.add(place);
            } else if (!(type instanceof BtfType.DataSec)) {
                var stands = representative(input, id);
                if (stands.isPresent() && stands.get().equals(place)) {
                    roots.add(place);
                } else {
                    stands.ifPresent(other -> redirected.put(place, other));
                }
            }
        }
    }

    /** The record in the merged graph that stands for a type of an input; none for what is not linked. */
    private Optional<BtfId> representative(InputObject input, BtfId type) {
        BtfMapping part = merged.parts().get(input.number());
        if (!InputObject.isVisible(input.types(), type)) {
            return Optional.of(part.of(type));
        }
        String name = input.types().type(type).name();
        var global = globals.find(name);
        if (global.isEmpty()) {
            boolean once = SectionPlan.isOnce(input.sections().getOrDefault(name, ""));
            return once ? Optional.of(part.of(type)) : Optional.empty();
        }
        var winner = global.get().winner();
        return global.get().losesIn(input)
                ? Optional.empty()
                : winner.type()
                        .map(id -> merged.parts().get(winner.input().number()).of(id));
    }
}

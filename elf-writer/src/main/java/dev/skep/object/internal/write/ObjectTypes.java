package dev.skep.object.internal.write;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Var;
import dev.skep.btf.BtfValidator;
import dev.skep.btf.BtfValidator.Audience;
import dev.skep.btf.BtfViolation;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfGlobal.Variable;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfRoutine;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import dev.skep.object.internal.read.MapReader;
import dev.skep.object.internal.rules.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of an object and, after them, those that the file format needs: a function for each routine, a struct for each map, a
 * variable for each symbol of data, a list of variables for each section. What of these the object's types already have is used, in
 * its place and with its number.
 */
public final class ObjectTypes {
    public static final String LICENSE = "license";

    private final BpfObject object;
    private final BtfGraph.Builder types;
    private final Map<String, BtfId> functions = new HashMap<>();
    private final Set<String> defined = new HashSet<>();

    private ObjectTypes(BpfObject object) {
        this.object = object;
        this.types = object.btf().toBuilder();
    }

    /** All types of the file, and the {@code FUNC} of each routine by its name. */
    public record Complete(BtfGraph graph, Map<String, BtfId> functions) {}

    /** The types of a planned object; what is wrong with them is a problem. */
    public static Complete of(ObjectPlan plan, Problems problems) {
        var types = new ObjectTypes(plan.object());
        types.routines();
        types.maps(plan.maps());
        plan.data().blocks().forEach(types::data);
        plan.tables().forEach(types::table);
        types.externs();
        types.license();
        types.sectionsOfNothing(problems);
        var graph = types.types.build();
        types.check(graph, problems);
        return new Complete(graph, types.functions);
    }

    private void routines() {
        for (BpfRoutine routine : object.routines()) {
            var function = new Func(routine.name(), routine.prototype(), routine.linkage());
            var before = object.btf().find(BtfKind.FUNC, routine.name());
            before.ifPresent(id -> types.define(id, function));
            functions.put(routine.name(), before.orElseGet(() -> types.add(function)));
        }
    }

    private void maps(MapPlan plan) {
        var section = new SectionTypes(MapPlan.SECTION);
        for (MapPlan.Placed placed : plan.maps()) {
            var definition = section.before(placed.map().name())
                    .flatMap(variable -> definitionOf(variable, placed.map()))
                    .orElseGet(() -> MapDefinition.add(placed.map(), types));
            section.add(new Var(placed.map().name(), definition, BtfLinkage.GLOBAL), placed.offset(), placed.size());
        }
        section.define(plan.size());
    }

    /** The definition that a map already has, if it says what ours would: compilers order its members as they like. */
    private Optional<BtfId> definitionOf(Var variable, BpfMap map) {
        return MapReader.definition(object.btf(), variable.type())
                .filter(struct -> struct.size() == MapDefinition.structSize(map))
                .filter(struct -> MapReader.defines(object.btf(), struct, map))
                .map(struct -> variable.type());
    }

    private void data(DataPlan.Block block) {
        var section = new SectionTypes(block.section().name());
        for (DataPlan.Placed placed : block.globals()) {
            if (placed.global() instanceof Variable variable) {
                section.add(
                        new Var(variable.name(), variable.type(), variable.linkage()),
                        placed.offset(),
                        variable.size());
            }
        }
        section.define(block.size());
    }

    private void table(TablePlan plan) {
        var section = new SectionTypes(plan.attach().section());
        for (TablePlan.Placed placed : plan.tables()) {
            var table = placed.table();
            section.add(new Var(table.name(), table.type(), BtfLinkage.GLOBAL), placed.offset(), placed.size());
        }
        section.define(plan.size());
    }

    /** Loaders lay these sections out themselves, which they know by their size of 0; for functions they need an {@code int}. */
    private void externs() {
        Map<String, SectionTypes> sections = new LinkedHashMap<>();
        for (BpfExtern extern : object.externs()) {
            MapDefinition.integer(types);
            int size = Math.toIntExact(object.btf().sizeOf(extern.type()).orElse(0));
            sections.computeIfAbsent(extern.section(), SectionTypes::new).add(extern.declaration(), 0, size);
        }
        sections.values().forEach(section -> section.define(0));
    }

    /** A variable for the license is of no use to anyone; one that is there keeps the size of its section. */
    private void license() {
        object.btf().find(BtfKind.DATASEC, LICENSE).ifPresent(id -> {
            int size = object.license().length() + 1;
            object.btf().type(id, DataSec.class).ifPresent(before -> {
                var entries = before.entries().stream()
                        .map(entry -> new SectionEntry(entry.type(), entry.offset(), size))
                        .toList();
                types.define(id, new DataSec(LICENSE, size, entries));
            });
            defined.add(LICENSE);
        });
    }

    private void sectionsOfNothing(Problems problems) {
        for (BtfType type : object.btf().types()) {
            problems.about(Subject.TYPE, type.name())
                    .require(
                            type.kind() != BtfKind.DATASEC || defined.contains(type.name()),
                            Kind.BAD_TYPE,
                            () -> "DATASEC " + type.name()
                                    + " lists variables of a section that the object does not have");
        }
    }

    private void check(BtfGraph graph, Problems problems) {
        for (BtfViolation violation : BtfValidator.check(graph, Audience.LOADER)) {
            problems.about(Subject.TYPE, graph.type(violation.type()).name()).add(Kind.TYPE_RULE, violation.toString());
        }
    }

    /** The variables of one section. Where the types already list them, they are brought up to date in their places. */
    private final class SectionTypes {
        private final String name;
        private final Optional<BtfId> before;
        private final Map<String, BtfId> known = new HashMap<>();
        private final List<SectionEntry> entries = new ArrayList<>();

        SectionTypes(String name) {
            this.name = name;
            this.before = object.btf().find(BtfKind.DATASEC, name);
            before.flatMap(id -> object.btf().type(id, DataSec.class)).ifPresent(section -> section.entries().stream()
                    .map(SectionEntry::type)
                    .filter(id -> !id.isVoid() && object.btf().contains(id))
                    .forEach(id -> known.put(object.btf().type(id).name(), id)));
        }

        /** The variable of this name that the types already list. */
        Optional<Var> before(String variable) {
            return Optional.ofNullable(known.get(variable))
                    .flatMap(id -> object.btf().type(id, Var.class));
        }

        void add(BtfType declaration, int offset, int size) {
            var id = known.get(declaration.name());
            if (id == null) {
                id = types.add(declaration);
            } else {
                types.define(id, declaration);
            }
            entries.add(new SectionEntry(id, offset, size));
        }

        void define(int size) {
            if (entries.isEmpty()) {
                return;
            }
            defined.add(name);
            var section = new DataSec(name, size, entries);
            before.ifPresentOrElse(id -> types.define(id, section), () -> types.add(section));
        }
    }
}

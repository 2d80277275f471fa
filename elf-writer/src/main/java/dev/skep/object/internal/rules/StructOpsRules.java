package dev.skep.object.internal.rules;

import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.BpfStructOps;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables of functions and the programs in them belong to each other. */
final class StructOpsRules {
    private static final Set<SectionKind> SECTIONS = EnumSet.of(SectionKind.STRUCT_OPS, SectionKind.STRUCT_OPS_S);

    /** Those of the kernel have some hundred bytes. */
    private static final int MAX_SIZE = 1 << 20;

    private final BpfObject object;
    private final Problems problems;
    private final Map<String, BpfProgram> programs = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    private StructOpsRules(BpfObject object, Problems problems) {
        this.object = object;
        this.problems = problems;
        object.programs().stream()
                .filter(program -> SECTIONS.contains(program.section().kind()))
                .forEach(program -> programs.put(program.name(), program));
    }

    static void check(BpfObject object, Problems problems) {
        var rules = new StructOpsRules(object, problems);
        object.structOps().forEach(rules::table);
        rules.programs.values().stream()
                .filter(program -> program.section().autoload() == SectionName.Autoload.ON)
                .filter(program -> !rules.used.contains(program.name()))
                .forEach(program -> problems.about(program)
                        .add(Kind.STRUCT_OPS, "program " + program.name() + " is in no table of functions"));
    }

    private void table(BpfStructOps table) {
        var about = problems.about(Subject.STRUCT_OPS, table.name());
        var struct = Optional.of(table.type()).filter(object.btf()::contains).flatMap(id -> object.btf()
                .type(id, Struct.class));
        if (struct.isEmpty() || struct.get().size() == 0) {
            about.add(
                    Kind.BAD_TYPE,
                    "table " + table.name() + " has type " + table.type() + ", which is no STRUCT with members");
            return;
        }
        about.require(
                table.initial().isEmpty()
                        || table.initial().size() == struct.get().size(),
                Kind.STRUCT_OPS,
                () -> "table " + table.name() + " has " + table.initial().size() + " bytes, its type has "
                        + struct.get().size());
        about.require(
                struct.get().size() <= MAX_SIZE,
                Kind.TOO_LARGE,
                () -> "table " + table.name() + " has " + struct.get().size() + " bytes, the limit is " + MAX_SIZE);
        table.programs().forEach((offset, name) -> {
            used.add(name);
            about.require(
                    programs.containsKey(name),
                    Kind.STRUCT_OPS,
                    () -> "table " + table.name() + " holds `" + name
                            + "`, which is no program of a section struct_ops");
            about.require(
                    struct.get().members().stream().anyMatch(member -> isPointerAt(member, offset)),
                    Kind.STRUCT_OPS,
                    () -> "table " + table.name() + " holds program " + name + " at byte " + offset
                            + ", where no pointer is");
        });
    }

    private boolean isPointerAt(Member member, int offset) {
        return object.btf().type(object.btf().resolve(member.type()), Ptr.class).isPresent()
                && member.bitOffset() == (long) offset * Byte.SIZE;
    }
}

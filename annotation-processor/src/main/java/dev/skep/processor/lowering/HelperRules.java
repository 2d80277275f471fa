package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.WRONG_HELPER;

import com.sun.source.tree.Tree;
import dev.skep.kernel.GplLicense;
import dev.skep.kernel.Helper;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionKind;
import dev.skep.lang.Bpf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which helpers a program may call: by its kernel, its license and its type. What functions call is asked about when all of them are known. */
final class HelperRules {
    private final UnitScope unit;
    private final @Nullable SectionKind program;

    /**
     * Prepares the rules for one function.
     *
     * @param program null where it is no program
     */
    HelperRules(UnitScope unit, @Nullable SectionKind program) {
        this.unit = unit;
        this.program = program;
    }

    /** Returns whether the object may call functions of the kernel that are for the GPL only, as all of {@code .ksyms} are. */
    boolean isGpl() {
        return isGpl(unit.owner().getAnnotation(Bpf.class).license());
    }

    /** Returns whether the kernel takes a license for the GPL. */
    static boolean isGpl(String license) {
        return GplLicense.isCompatible(license);
    }

    /** Refuses a helper that the program may not call. */
    void require(Tree place, Helper helper) {
        var name = "`" + helper.kernelName() + "`";
        unit.require(place, helper.since(), name);
        if (helper.gplOnly()) unit.requireGpl(place, name);
        program()
                .map(SectionKind::programType)
                .filter(type -> !helper.programTypes().contains(type))
                .ifPresent(type -> {
                    throw unit.reporter()
                            .refuse(
                                    place,
                                    WRONG_HELPER,
                                    name + " is not for programs of type `BPF_PROG_TYPE_" + type + "`");
                });
    }

    /** Returns what kind of program it is; empty for functions, and for programs that stand for a function of another program. */
    Optional<SectionKind> program() {
        return Optional.ofNullable(program).filter(kind -> kind.programType() != ProgramType.EXT);
    }
}

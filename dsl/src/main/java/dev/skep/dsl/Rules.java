package dev.skep.dsl;

import dev.skep.compiler.Options;
import dev.skep.ir.FunctionKind;
import dev.skep.kernel.GplLicense;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.OpsStruct;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a function may use: by the kernel, the license and the kind of program. What subprograms may is asked when it is known who calls them. */
final class Rules {
    private final Options options;
    private final License license;
    private final @Nullable SectionKind program;
    private final @Nullable String ops;

    Rules(Options options, License license, FunctionKind function) {
        this(options, license, function, null);
    }

    /** What a program of a struct of functions may use, by the name of that. */
    Rules(Options options, License license, FunctionKind function, @Nullable String ops) {
        this.ops = ops;
        this.options = options;
        this.license = license;
        this.program = function instanceof FunctionKind.Entry entry
                ? SectionName.parse(entry.section()).kind()
                : null;
    }

    Options options() {
        return options;
    }

    /** Returns what kind of program it is; empty for functions, and for programs that stand for a function of another program. */
    Optional<SectionKind> program() {
        return Optional.ofNullable(program).filter(kind -> kind.programType() != ProgramType.EXT);
    }

    /** Returns the name of the struct of functions that the program is of, if it is. */
    Optional<String> ops() {
        return Optional.ofNullable(ops);
    }

    /** Throws unless the oldest kernel hands so many arguments to a member, where the program is one of a struct of functions. */
    void requireMember(String member, int arguments) {
        ops().flatMap(OpsStruct::of)
                .ifPresent(known -> requireKernel(
                        known.since(member, arguments), "a `" + member + "` with " + arguments + " arguments"));
    }

    /** Throws unless the oldest kernel has {@code what}. */
    void requireKernel(KernelVersion since, String what) {
        if (!options.targetKernel().atLeast(since))
            throw new IllegalStateException(what + " needs kernel " + since + ", the object must load on "
                    + options.targetKernel() + "; say another in o.options(…)");
    }

    /** Throws unless {@code what} may be used under the license, being for the GPL only. */
    void requireGpl(String what) {
        if (!GplLicense.isCompatible(license.text()))
            throw new IllegalStateException(
                    what + " is for the GPL only, and the license is \"" + license.text() + "\"");
    }

    /** Throws unless the function may call {@code helper}. */
    void requireHelper(Helper helper) {
        var name = "`" + helper.kernelName() + "`";
        requireKernel(helper.since(), name);
        if (helper.gplOnly()) requireGpl(name);
        program()
                .map(SectionKind::programType)
                .filter(type -> !helper.programTypes().contains(type))
                .ifPresent(type -> {
                    throw new IllegalStateException(name + " is not for programs of type `BPF_PROG_TYPE_" + type + "`");
                });
    }

    /** Throws unless the function may call one of the kernel's, all of which are for the GPL only. */
    void requireKfunc(String name) {
        var kfunc = Kfunc.of(name);
        kfunc.map(Kfunc::since).ifPresent(since -> requireKernel(since, "`" + name + "`"));
        requireGpl("`" + name + "`");
        kfunc.ifPresent(known -> program().map(SectionKind::programType).ifPresent(type -> requireType(known, type)));
    }

    private void requireType(Kfunc kfunc, ProgramType type) {
        var programs = "programs of type `BPF_PROG_TYPE_" + type + "`";
        if (kfunc.isRefused(type, options.targetKernel()))
            throw new IllegalStateException(
                    "`" + kfunc.name() + "` is not for " + programs + " but for those of " + kfunc.programTypes());
        requireKernel(kfunc.since(type), "`" + kfunc.name() + "` in " + programs);
    }
}

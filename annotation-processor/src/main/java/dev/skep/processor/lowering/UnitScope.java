package dev.skep.processor.lowering;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.Options;
import dev.skep.ir.Function;
import dev.skep.kernel.GplLicense;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.Bpf;
import dev.skep.processor.bindings.TracedFunctions;
import dev.skep.processor.source.Attribution;
import dev.skep.processor.source.Constants;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.source.Reporter;
import dev.skep.processor.source.SourceMap;
import dev.skep.processor.source.WrittenTypes;
import dev.skep.processor.type.TypeMapping;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * What the functions of one {@code @Bpf} class share.
 *
 * @param owner the class
 * @param statics its maps and globals
 * @param hooks which of its methods the kernel calls
 * @param others the classes whose functions, maps and globals it may use
 * @param functions its methods
 * @param kinds what its references lead to
 * @param ops the struct of functions that the class is, if it is one
 * @param traced what the kernel hands to programs that trace
 */
record UnitScope(
        TypeElement owner,
        Options options,
        Reporter reporter,
        SourceMap sources,
        Attribution attribution,
        TypeMapping types,
        WrittenTypes written,
        Constants constants,
        Statics statics,
        Hooks hooks,
        OtherClasses others,
        Functions functions,
        PointerKinds kinds,
        OpsMembers ops,
        TracedFunctions traced) {

    /** What calls need to know about the methods of the class. */
    interface Functions {
        /** Returns the declaration of a method of the class that a call may lead to. */
        MethodTree declaration(Tree call, ExecutableElement method);

        /** Says that a method is called as a function of its own, and returns its name in the object. */
        String called(Tree call, ExecutableElement method);

        /** Returns a name that no other function has, made from {@code base}. */
        String unused(String base);

        /** Takes a function that is no method: what the kernel calls back. */
        void add(Function callback);
    }

    /** Ends the lowering of what depends on something that was refused. */
    Refusal refusedBefore() {
        if (reporter.failed()) return new Refusal();
        throw new IllegalStateException("something was left out, and nothing was refused");
    }

    /** Takes a failure that follows from something left out because it was refused; any other one is our own fault. */
    void expectFailure(IllegalStateException failure) {
        if (!reporter.failed()) throw failure;
    }

    /** Returns a piece of source as messages quote it. */
    String quote(Tree tree) {
        return "`" + sources.text(tree) + "`";
    }

    /** Refuses what kernels before {@code since} do not have, when the object must load on one. */
    void require(Tree place, KernelVersion since, String what) {
        if (options.targetKernel().atLeast(since)) return;
        throw reporter.refuse(
                place,
                DiagnosticCode.NEWER_KERNEL,
                what + " needs kernel " + since + ", the object must load on " + options.targetKernel(),
                "say minKernel = \"" + since + "\" in @Bpf, or do without");
    }

    /** Refuses what the kernel takes from programs under the GPL only, when the object is under another license. */
    void requireGpl(Tree place, String what) {
        var license = owner.getAnnotation(Bpf.class).license();
        if (GplLicense.isCompatible(license)) return;
        throw reporter.refuse(
                place, DiagnosticCode.GPL_ONLY, what + " is for the GPL only, and the license is \"" + license + "\"");
    }
}

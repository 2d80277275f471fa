package dev.skep.object;

import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;
import static dev.skep.testkit.loader.Loader.GEN_OBJECT;
import static dev.skep.testkit.loader.Loader.IPROUTE2;
import static dev.skep.testkit.loader.Loader.LIBBPF;
import static dev.skep.testkit.loader.Loader.LIBBPF_1_1;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.testkit.loader.Loader;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A rule of the contract and an object that breaks it, and who refuses that: why the contract has the rule. Where nobody here does,
 * a loader reads something else than was meant, or one that is not here refuses.
 *
 * @param number the rule's number
 * @param how what is wrong
 * @param from the object that is broken
 * @param breaking what breaks it
 * @param refusedBy the loaders that refuse it
 */
record BrokenRule(int number, String how, Whole from, UnaryOperator<byte[]> breaking, Set<Loader> refusedBy) {
    /** Objects that keep all rules. */
    enum Whole {
        BASE,
        RICH;

        byte[] bytes() {
            var order = ByteOrder.nativeOrder();
            return ObjectWriter.write(
                    this == BASE ? BaseObject.in(order) : RichObject.in(order), Target.of(IsaVersion.V3));
        }
    }

    // spotless:off
    static final List<BrokenRule> ALL = List.of(
        row(1,  "an entry point",                  Whole.BASE, Broken::entryPoint),
        row(2,  "a last section without bytes",    Whole.BASE, Broken::emptySection, IPROUTE2),
        row(3,  "relocations of another name",     Whole.BASE, Broken.renamed(".relxdp", ".relxdq"), GEN_OBJECT),
        row(4,  "a definition of a map not zero",  Whole.BASE, Broken.byteOf(".maps", 3, 1), CILIUM),
        row(5,  "a function longer than it is",    Whole.BASE, Broken.sized("ssub", 16), LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2, AYA),
        row(6,  "a license without its zero",      Whole.BASE, Broken.byteOf("license", 3, 'X'), AYA),
        row(7,  "a program for tc",                Whole.BASE, Broken::programForTc, AYA),
        row(7,  "a program for nobody",            Whole.BASE, Broken::unknownSection, LIBBPF_1_1, LIBBPF, CILIUM, AYA),
        row(8,  "a static program",                Whole.BASE, Broken.localized("xp"), LIBBPF_1_1, LIBBPF, IPROUTE2),
        row(9,  "a call of no function's start",   Whole.BASE, Broken.immediateOf(".text", Broken.CALL, 1), CILIUM, AYA),
        row(10, "a callback of no function's start", Whole.BASE, Broken.immediateOf(".text", Broken.LDDW, 8), CILIUM, AYA),
        row(11, "a place behind a map",            Whole.BASE, Broken.immediateOf("m", Broken.LDDW, 4), CILIUM),
        row(11, "a static map",                    Whole.BASE, Broken.localized("m"), LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2),
        row(12, "a place behind a variable",       Whole.BASE, Broken.immediateOf("gd", Broken.LDDW, 4)),
        row(13, "a call of a kernel function by 0", Whole.RICH, Broken.immediateOf("bpf_rcu_read_lock", Broken.CALL, 1), AYA),
        row(14, "an unknown property of a map",    Whole.BASE, Broken.text("max_entries", "max_entriez"), LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2),
        row(15, "a ring buffer of odd size",       Whole.RICH, Broken.count(1 << 16, (1 << 16) + 1), CILIUM, AYA),
        row(16, "devices of 12 bytes",             Whole.RICH, Broken.count(8, 12), LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2, AYA),
        row(17, "a program in a map",              Whole.RICH, Broken::programInMap, LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2, AYA),
        row(18, "a variable's symbol too long",    Whole.BASE, Broken.sized("gd", 8), CILIUM),
        row(18, "variables that no type lists",    Whole.BASE, Broken.renamed(".rodata", ".rodata.x"), GEN_OBJECT),
        row(19, "a variable of .kconfig",          Whole.RICH, Broken.text(".data.hot", ".kconfig\0"), AYA, GEN_OBJECT),
        row(20, "the tail of a string",            Whole.BASE, Broken::sharedTail, CILIUM),
        row(21, "a parameter without a name",      Whole.BASE, Broken::unnamedParameter, LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2),
        row(22, "a static function as global",     Whole.BASE, Broken.linkage("ssub", 1)),
        row(23, "a tag on a type",                 Whole.BASE, Broken::typeTag),
        row(24, "no source lines",                 Whole.BASE, Broken::noLineInfo, CILIUM),
        row(25, "a match of types",                Whole.RICH, Broken::typeMatches, LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2, AYA));
    // spotless:on

    private static BrokenRule row(
            int number, String how, Whole from, UnaryOperator<byte[]> breaking, Loader... refusedBy) {
        var refusing = EnumSet.noneOf(Loader.class);
        refusing.addAll(Set.of(refusedBy));
        return new BrokenRule(number, how, from, breaking, refusing);
    }

    @Override
    public String toString() {
        return "rule " + number + ": " + how;
    }
}

package dev.skep.compiler.rules;

import static dev.skep.compiler.rules.RuleCase.Judged.EVERYWHERE;
import static dev.skep.compiler.rules.RuleCase.Judged.NOWHERE;
import static dev.skep.compiler.rules.RuleCase.Judged.ON_OLD_KERNELS;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.SourceText;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.text.ObjectAssembler;
import java.util.List;

/**
 * A program by hand that breaks a rule, or one beside it that keeps it.
 *
 * @param rule which one; empty where none is broken
 * @param target the oldest kernel it is for
 * @param refused which kernels refuse it
 */
record RuleCase(String rule, String name, String section, String target, Judged refused, String body) {
    private static final String DECLARATIONS = """
            .license "GPL"
            .struct entry, u8[64] bytes
            .map table, array, key=u32, value=struct entry, max_entries=4
            .map flows, hash, key=u32, value=struct entry, max_entries=4
            """;

    private static final String LOOKUP = "*(u32 *)(r10 - 4) = 0; r1 = flows ll; r2 = r10; r2 += -4; call 1; ";
    private static final String PACKET = "r2 = *(u32 *)(r1 + 0); r3 = *(u32 *)(r1 + 4); ";
    private static final String OUT = "out: r0 = 0; exit";
    private static final String RANDOM = "call 7; r6 = r0; ";
    private static final String FOUND = LOOKUP + "if r0 == 0 goto out; ";

    /** Who refuses a program. */
    enum Judged {
        EVERYWHERE,
        ON_OLD_KERNELS,
        NOWHERE
    }

    byte[] object() {
        var text = DECLARATIONS + ".program p, \"" + section + "\"\n"
                + body.replace("; ", "\n").replace(": ", ":\n") + "\n.end\n";
        return ObjectAssembler.assemble(SourceText.of(name + ".s", text), AssemblyOptions.DEFAULT);
    }

    KernelVersion kernel() {
        return KernelVersion.parse(target);
    }

    @Override
    public String toString() {
        return (rule.isEmpty() ? "good" : rule) + ": " + name;
    }

    private static RuleCase bad(String rule, String name, String section, String body) {
        return new RuleCase(rule, name, section, "5.10", EVERYWHERE, body);
    }

    private static RuleCase good(String name, String section, String body) {
        return new RuleCase("", name, section, "5.10", NOWHERE, body);
    }

    // spotless:off
    static List<RuleCase> all() {
        return List.of(
                bad ("V1",  "null in a register",            "xdp", LOOKUP + "r1 = 0; if r0 == r1 goto out; r0 = *(u64 *)(r0 + 0); " + OUT),
                bad ("V1",  "half of a pointer compared",    "xdp", LOOKUP + "if w0 == 0 goto out; r0 = *(u64 *)(r0 + 0); " + OUT),
                bad ("V9",  "key in the upper half of a word", "xdp", "*(u32 *)(r10 - 4) = 1; r1 = table ll; r2 = r10; r2 += -4; call 1; r0 = *(u64 *)(r0 + 0); exit"),
                bad ("V1",  "moved before the check",        "xdp", LOOKUP + "r0 += 8; if r0 == 0 goto out; r0 = *(u64 *)(r0 + 0); " + OUT),
                good(       "checked by a copy",             "xdp", LOOKUP + "r6 = r0; if r0 == 0 goto out; r0 = *(u64 *)(r6 + 0); " + OUT),
                bad ("V2",  "end moved",                     "xdp", PACKET + "r3 += -14; if r2 > r3 goto out; r0 = *(u8 *)(r2 + 0); " + OUT),
                bad ("V2",  "length computed",               "xdp", PACKET + "r4 = r3; r4 -= r2; if r4 < 14 goto out; r0 = *(u8 *)(r2 + 0); " + OUT),
                bad ("V2",  "check too short",               "xdp", PACKET + "r4 = r2; r4 += 14; if r4 > r3 goto out; r0 = *(u16 *)(r2 + 13); " + OUT),
                good(       "operands reversed",             "xdp", PACKET + "r4 = r2; r4 += 14; if r3 < r4 goto out; r0 = *(u16 *)(r2 + 12); " + OUT),
                good(       "behind a moved cursor",         "xdp", PACKET + "r2 += 14; if r2 > r3 goto out; r0 = *(u16 *)(r2 - 2); " + OUT),
                bad ("V3",  "variable offset added twice",   "xdp", PACKET + "r7 = r2; r8 = r3; call 7; r0 &= 63; r4 = r7; r4 += r0; r5 = r4; r5 += 4; if r5 > r8 goto out; r7 += r0; r0 = *(u8 *)(r7 + 0); " + OUT),
                good(       "variable offset added once",    "xdp", PACKET + "r7 = r2; r8 = r3; call 7; r0 &= 63; r7 += r0; r5 = r7; r5 += 4; if r5 > r8 goto out; r0 = *(u8 *)(r7 + 0); " + OUT),
                bad ("V4",  "packet moved meanwhile",        "xdp", "r6 = r1; " + "r7 = *(u32 *)(r1 + 0); r3 = *(u32 *)(r1 + 4); r4 = r7; r4 += 14; if r4 > r3 goto out; r2 = -8; call 44; r0 = *(u8 *)(r7 + 0); " + OUT),
                good(       "map asked meanwhile",           "xdp", "r7 = *(u32 *)(r1 + 0); r3 = *(u32 *)(r1 + 4); r4 = r7; r4 += 14; if r4 > r3 goto out; " + LOOKUP + "r0 = *(u8 *)(r7 + 0); " + OUT),
                bad ("V5",  "two fields at once",            "tc",  "r0 = *(u64 *)(r1 + 0); r0 = 0; exit"),
                bad ("V5",  "half a field of xdp",           "xdp", "r0 = *(u16 *)(r1 + 12); r0 = 0; exit"),
                bad ("V5",  "context moved",                 "tc",  "r1 += 8; r0 = *(u32 *)(r1 + 0); r0 = 0; exit"),
                new RuleCase("V5", "constant stored", "tc", "5.10", ON_OLD_KERNELS, "*(u32 *)(r1 + 8) = 1; r0 = 0; exit"),
                good(       "number stored",                 "tc",  "r2 = 1; *(u32 *)(r1 + 8) = r2; r0 = *(u8 *)(r1 + 16); r0 = 0; exit"),
                bad ("V6",  "bits of a pointer",             "xdp", "r1 &= -8; r0 = 0; exit"),
                bad ("V6",  "half a pointer moved",          "xdp", "r2 = r10; w2 += -8; r0 = 0; exit"),
                good(       "distance of two pointers",      "xdp", FOUND + "r1 = r0; r1 += 8; r1 -= r0; r0 = r1; exit; " + OUT),
                bad ("V7",  "context or map value",          "tc",  "r6 = r1; " + FOUND + "r7 = r0; r8 = *(u32 *)(r6 + 0); if r8 > 4 goto one; r7 = r6; one: r0 = *(u32 *)(r7 + 0); " + OUT),
                good(       "frame or map value",            "tc",  "*(u64 *)(r10 - 16) = 0; r6 = r1; " + FOUND + "r7 = r0; r8 = *(u32 *)(r6 + 0); if r8 > 4 goto one; r7 = r10; r7 += -16; one: r0 = *(u32 *)(r7 + 0); " + OUT),
                bad ("V8",  "copy of the lower half bounded", "xdp", "call 5; r6 = r0; " + FOUND + "w1 = w6; if w1 > 40 goto out; r0 += r6; r0 = *(u8 *)(r0 + 0); " + OUT),
                bad ("V8",  "remainder as a bound",          "xdp", RANDOM + "r6 %= 40; " + FOUND + "r0 += r6; r0 = *(u8 *)(r0 + 0); " + OUT),
                bad ("V8",  "bounded on one side",           "xdp", "call 5; r6 = r0; if r6 s> 40 goto out; " + FOUND + "r0 += r6; r0 = *(u8 *)(r0 + 0); " + OUT),
                bad ("V8",  "bound too large",               "xdp", RANDOM + "r6 &= 63; " + FOUND + "r0 += r6; r0 = *(u16 *)(r0 + 0); " + OUT),
                good(       "masked",                        "xdp", RANDOM + "r6 &= 31; " + FOUND + "r0 += r6; r0 = *(u16 *)(r0 + 0); " + OUT),
                good(       "copy of the whole bounded",     "xdp", "call 5; r6 = r0; r1 = r6; if r1 > 40 goto out; " + FOUND + "r0 += r6; r0 = *(u8 *)(r0 + 0); " + OUT),
                good(       "bounded on both sides",         "xdp", "call 5; r6 = r0; if r6 s< 0 goto out; if r6 s> 40 goto out; " + FOUND + "r0 += r6; r0 = *(u8 *)(r0 + 0); " + OUT),
                bad ("V9",  "read before the null check",    "xdp", LOOKUP + "r1 = *(u64 *)(r0 + 0); if r0 == 0 goto out; r0 = r1; exit; " + OUT),
                bad ("V9",  "read before the bounds check",  "xdp", PACKET + "r0 = *(u8 *)(r2 + 0); r4 = r2; r4 += 14; if r4 > r3 goto out; exit; " + OUT),
                bad ("V10", "argument read after the call",  "tc",  "call 7; r0 = *(u32 *)(r1 + 0); r0 = 0; exit"),
                bad ("V10", "no result",                     "xdp", "exit"),
                good(       "argument kept over the call",   "tc",  "r6 = r1; call 7; r0 = *(u32 *)(r6 + 0); r0 = 0; exit"),
                bad ("V11", "any number returned",           "cgroup_skb/egress", "call 7; exit"),
                bad ("V11", "range lost in half a word",     "sk_lookup", RANDOM + "w6 &= 1; *(u32 *)(r10 - 4) = r6; call 7; r0 = *(u32 *)(r10 - 4); exit"),
                good(       "range kept in a word",          "sk_lookup", RANDOM + "r6 &= 1; *(u64 *)(r10 - 8) = r6; call 7; r0 = *(u64 *)(r10 - 8); exit"),
                bad ("V12", "word across words",             "xdp", "r1 = 0; *(u64 *)(r10 - 12) = r1; r0 = 0; exit"),
                bad ("V12", "below the frame",               "xdp", "r1 = 0; *(u64 *)(r10 - 520) = r1; r0 = 0; exit"),
                good(       "all of the frame",              "xdp", "r1 = 0; *(u64 *)(r10 - 512) = r1; *(u32 *)(r10 - 4) = r1; r0 = 0; exit"),
                new RuleCase("V13", "signed load",       "xdp", "5.10", ON_OLD_KERNELS, FOUND + "r0 = *(s8 *)(r0 + 0); " + OUT),
                new RuleCase("V13", "atomic fetch",      "xdp", "5.10", ON_OLD_KERNELS, FOUND + "r1 = 1; r1 = atomic_fetch_add((u64 *)(r0 + 0), r1); " + OUT),
                new RuleCase("V13", "helper",            "xdp", "5.10", ON_OLD_KERNELS, "call 158; r0 = 0; exit"),
                new RuleCase("",    "signed load",       "xdp", "6.6",  ON_OLD_KERNELS, FOUND + "r0 = *(s8 *)(r0 + 0); " + OUT),
                bad ("V14", "endless loop",                  "xdp", "r0 = 0; again: goto again"),
                bad ("V14", "loop that nothing changes",     "xdp", RANDOM + "again: if r6 > 7 goto again; r0 = 0; exit"),
                good(       "counted loop",                  "xdp", "r6 = 0; again: r6 += 1; if r6 < 20 goto again; r0 = 0; exit"),
                new RuleCase("V15", "divisor compared with 0", "xdp", "5.10", NOWHERE, RANDOM + "call 7; if w6 == 0 goto out; w0 /= w6; exit; " + OUT),
                new RuleCase("V15", "count masked",           "xdp", "5.10", NOWHERE, RANDOM + "call 7; w6 &= 31; w0 <<= w6; exit"),
                good(       "division as it is",             "xdp", RANDOM + "call 7; w0 /= w6; exit"),
                bad ("V16", "nothing leads there",           "xdp", "r0 = 0; exit; r0 = 1; exit"),
                bad ("V16", "atomic in a packet",            "tc",  "r2 = *(u32 *)(r1 + 76); r3 = *(u32 *)(r1 + 80); r4 = r2; r4 += 8; if r4 > r3 goto out; r1 = 1; lock *(u32 *)(r2 + 0) += r1; " + OUT),
                good(       "atomic in a map value",         "xdp", FOUND + "r1 = 1; lock *(u32 *)(r0 + 0) += r1; " + OUT),
                new RuleCase("V9", "array asked for a known key", "xdp", "6.12", ON_OLD_KERNELS, "*(u32 *)(r10 - 8) = 1; r1 = table ll; r2 = r10; r2 += -8; call 1; r0 = *(u64 *)(r0 + 0); exit"),
                new RuleCase("",   "array asked for a known key", "xdp", "6.14", ON_OLD_KERNELS, "*(u32 *)(r10 - 8) = 1; r1 = table ll; r2 = r10; r2 += -8; call 1; r0 = *(u64 *)(r0 + 0); exit"));
    }
    // spotless:on
}

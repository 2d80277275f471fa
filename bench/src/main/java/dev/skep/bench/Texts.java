package dev.skep.bench;

import java.util.Locale;

/** Texts to assemble, of any length: functions of some hundred lines with jumps, memory, calls and constants, as compilers write them. */
final class Texts {
    private static final String BODY = """
            	r6 = r1
            	r2 = *(u32 *)(r6 + 4)
            	r1 = *(u32 *)(r6 + 0)
            	r3 = r1
            	r3 += 14
            	if r3 > r2 goto LBB#_2
            	r4 = *(u16 *)(r1 + 12)
            	r4 = be16 r4
            	if w4 == 2048 goto LBB#_3
            LBB#_2:
            	w0 = 2
            	goto LBB#_4
            LBB#_3:
            	*(u32 *)(r10 - 4) = r4
            	r7 = 0x1122334455667788 ll
            	r7 ^= r1
            	r7 >>= 3
            	r5 = *(u8 *)(r1 + 23)
            	w5 s>>= 1
            	lock *(u64 *)(r10 - 16) += r7
            	*(u64 *)(r10 - 24) = r5
            	call 5
            	r0 &= 7
            	if w0 s< 3 goto LBB#_2
            	r0 = -r0
            LBB#_4:
            """;

    private static final int BODIES = 20;

    private Texts() {}

    /** A text of at least so many lines. */
    static String ofLines(int lines) {
        StringBuilder text = new StringBuilder("\t.text\n");
        int written = 1;
        for (int function = 0, body = 0; written < lines; function++) {
            text.append(String.format(
                    Locale.ROOT, "\t.globl\tf%1$d\n\t.p2align\t3\n\t.type\tf%1$d,@function\nf%1$d:\n", function));
            for (int i = 0; i < BODIES; i++) text.append(BODY.replace("#", Integer.toString(body++)));
            text.append(String.format(Locale.ROOT, "\texit\nL%1$d:\n\t.size\tf%1$d, L%1$d-f%1$d\n", function));
            written += BODIES * 26 + 7;
        }
        return text.toString();
    }
}

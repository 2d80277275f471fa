package dev.skep.asm.internal;

import dev.skep.asm.Opcode;
import java.util.Optional;

/**
 * Long jumps where the target has {@code gotol}.
 *
 * <p>Jumps start direct and grow where they do not reach, which moves others apart, so they grow too: a few rounds settle
 * it. Growth only ever adds slots. If it has not settled after {@link #ROUNDS}, every jump that would not reach with all
 * jumps long is made long; the others then reach whatever happens, which bounds the work to a fixed number of passes.
 */
final class LongJumps {
    private static final int ROUNDS = 6;

    private final Flow flow;
    private final JumpForm[] forms;

    private LongJumps(Flow flow) {
        this.flow = flow;
        this.forms = JumpForm.allDirect(flow.jumps().length);
    }

    /** Returns the layout; there always is one. */
    static Optional<Layout> layout(Flow flow) {
        return Optional.of(new LongJumps(flow).settle());
    }

    private Layout settle() {
        int[] positions = place(forms);
        for (int round = 0; grow(positions); round++) {
            if (round == ROUNDS) {
                grow(place(allLong()));
            }
            positions = place(forms);
        }
        int[] hops = new int[forms.length];
        for (int jump = 0; jump < hops.length; jump++) {
            hops[jump] = positions[flow.destinations()[jump]];
        }
        return new Layout(positions, forms, hops, new int[0], new int[0]);
    }

    private int[] place(JumpForm[] written) {
        int[] positions = new int[flow.count() + 1];
        int inserted = 0;
        int jump = 0;
        for (int i = 0; i < flow.count(); i++) {
            positions[i] = flow.starts()[i] + inserted;
            if (jump < written.length && flow.jumps()[jump] == i) {
                inserted += written[jump++].extraSlots();
            }
        }
        positions[flow.count()] = flow.slots() + inserted;
        return positions;
    }

    /** Makes the jumps long that do not reach at these positions; tells whether there were any. */
    private boolean grow(int[] positions) {
        boolean grown = false;
        for (int jump = 0; jump < forms.length; jump++) {
            if (forms[jump] == JumpForm.DIRECT && flow.isShortForm(jump)) {
                int distance = positions[flow.destinations()[jump]] - (positions[flow.jumps()[jump]] + 1);
                if (!Bits.isS16(distance)) {
                    forms[jump] = longForm(jump);
                    grown = true;
                }
            }
        }
        return grown;
    }

    private JumpForm[] allLong() {
        JumpForm[] all = new JumpForm[forms.length];
        for (int jump = 0; jump < all.length; jump++) {
            all[jump] = flow.isShortForm(jump) ? longForm(jump) : JumpForm.DIRECT;
        }
        return all;
    }

    private JumpForm longForm(int jump) {
        Opcode opcode = flow.jump(jump).opcode();
        if (opcode == Opcode.JA) {
            return JumpForm.LONG;
        }
        return opcode.negate().isPresent() ? JumpForm.INVERTED : JumpForm.AROUND;
    }
}

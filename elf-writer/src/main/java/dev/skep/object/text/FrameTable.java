package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblyReference.Form;
import dev.skep.asm.text.DebugLines.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The table {@code .debug_frame}: one common entry, and one for each function, which only says where it is. */
final class FrameTable {
    /** A common entry of version 4: addresses of 8 bytes, code in units of 8, data in units of -4, return address in r11. */
    private static final byte[] COMMON = {4, 0, 8, 0, 8, 0x7c, 11, 0};

    private static final int COMMON_SIZE = 16;
    private static final int ENTRY_SIZE = 24;
    private static final int LENGTH = 4;

    private FrameTable() {}

    /**
     * Returns the table.
     *
     * @param self the symbol for its start
     * @param starts gives the symbol for the start of a section
     */
    static DebugTables.Table of(AssemblyFile file, int self, IntUnaryOperator starts) {
        List<Frame> frames = file.debug().frames();
        ByteBuffer out =
                ByteBuffer.allocate(COMMON_SIZE + ENTRY_SIZE * frames.size()).order(file.order());
        List<AssemblyReference> references = new ArrayList<>();
        out.putInt(COMMON_SIZE - LENGTH).putInt(-1).put(COMMON);
        for (Frame frame : frames) {
            out.putInt(ENTRY_SIZE - LENGTH);
            references.add(new AssemblyReference(out.position(), Form.DATA_4, self, 0));
            out.putInt(0);
            int start = starts.applyAsInt(frame.section());
            references.add(new AssemblyReference(out.position(), Form.DATA_8, start, frame.start()));
            out.putLong(0).putLong((long) frame.end() - frame.start());
        }
        return new DebugTables.Table(out.array(), references);
    }
}

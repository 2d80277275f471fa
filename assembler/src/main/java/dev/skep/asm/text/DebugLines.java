package dev.skep.asm.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code .file}, {@code .loc} and {@code .cfi_…} say, for those who write tables for debuggers. */
public final class DebugLines {
    /** Bit of {@link #flags}: a recommended place for breakpoints. */
    public static final int IS_STATEMENT = 1;

    /** Bit of {@link #flags}: the start of a basic block. */
    public static final int BASIC_BLOCK = 2;

    /** Bit of {@link #flags}: the end of a prologue. */
    public static final int PROLOGUE_END = 4;

    /** Bit of {@link #flags}: the start of an epilogue. */
    public static final int EPILOGUE_BEGIN = 8;

    private static final int FIELDS = 7;

    private final List<SourceFile> files = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private int[] rows = new int[16 * FIELDS];
    private int size;
    private @Nullable String unit;
    private int @Nullable [] pending;
    private int frameSection = -1;
    private int frameStart;

    DebugLines() {}

    /**
     * A source file.
     *
     * @param number how {@code .loc} names it
     * @param folder its folder, which may be empty
     * @param name its name
     * @param digest its MD5, 16 bytes, or nothing
     */
    public record SourceFile(int number, String folder, String name, Contents digest) {}

    /**
     * A function between {@code .cfi_startproc} and {@code .cfi_endproc}.
     *
     * @param section index of its section
     * @param start its first byte
     * @param end behind its last byte
     */
    public record Frame(int section, int start, int end) {}

    void name(String file) {
        unit = file;
    }

    void add(SourceFile file) {
        files.add(file);
    }

    /** Remembers the fields of a {@code .loc} for the next instruction: file, line, column, flags, discriminator. */
    void locate(int... fields) {
        pending = fields;
    }

    void instruction(SectionDraft section) {
        int[] fields = pending;
        if (fields == null) {
            return;
        }
        pending = null;
        if ((size + 1) * FIELDS > rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        rows[size * FIELDS] = section.number;
        rows[size * FIELDS + 1] = section.size;
        System.arraycopy(fields, 0, rows, size * FIELDS + 2, fields.length);
        size++;
    }

    /** Starts a function; tells whether none was started. */
    boolean startFrame(SectionDraft section) {
        if (frameSection >= 0) {
            return false;
        }
        frameSection = section.number;
        frameStart = section.size;
        return true;
    }

    /** Ends a function; tells whether one was started here. */
    boolean endFrame(SectionDraft section) {
        if (frameSection != section.number) {
            return false;
        }
        frames.add(new Frame(frameSection, frameStart, section.size));
        frameSection = -1;
        return true;
    }

    /** Returns the name of the source, where {@code .file} gives it; else an empty one. */
    public String unit() {
        return unit == null ? "" : unit;
    }

    /** Returns the source files with numbers, in order of appearance. */
    public List<SourceFile> files() {
        return List.copyOf(files);
    }

    /** Returns the functions with unwind information. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** Returns how many places are known. */
    public int size() {
        return size;
    }

    /** Returns the index of the section of a place. */
    public int section(int row) {
        return rows[row * FIELDS];
    }

    /** Returns the offset in its section. */
    public int offset(int row) {
        return rows[row * FIELDS + 1];
    }

    /** Returns the number of its source file. */
    public int file(int row) {
        return rows[row * FIELDS + 2];
    }

    /** Returns its line. */
    public int line(int row) {
        return rows[row * FIELDS + 3];
    }

    /** Returns its column, 0 if unknown. */
    public int column(int row) {
        return rows[row * FIELDS + 4];
    }

    /** Returns what is said about it. */
    public int flags(int row) {
        return rows[row * FIELDS + 5];
    }

    /** Returns which of the blocks of its line it is in. */
    public int discriminator(int row) {
        return rows[row * FIELDS + 6];
    }

    /** Moves every place in a section. */
    void move(int section, Moves moves) {
        for (int row = 0; row < size; row++) {
            if (section(row) == section) {
                rows[row * FIELDS + 1] = (int) moves.of(offset(row));
            }
        }
        frames.replaceAll(frame -> frame.section() == section
                ? new Frame(section, (int) moves.of(frame.start()), (int) moves.of(frame.end()))
                : frame);
    }
}

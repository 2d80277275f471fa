package dev.skep.object.text;

import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblyReference.Form;
import dev.skep.asm.text.DebugLines;
import dev.skep.object.text.LineTable.TableWriter;
import java.util.List;

/** The part of a line table that is for one section: a program for the machine of DWARF 5, section 6.2.2. */
final class LineProgram {
    /** Bytes of a slot: addresses advance in units of it. */
    static final int UNIT = 8;

    static final int LINE_BASE = -5;
    static final int LINE_RANGE = 14;
    static final int OPCODE_BASE = 13;

    private static final int COPY = 1;
    private static final int ADVANCE_PC = 2;
    private static final int ADVANCE_LINE = 3;
    private static final int SET_FILE = 4;
    private static final int SET_COLUMN = 5;
    private static final int NEGATE_STATEMENT = 6;
    private static final int SET_BASIC_BLOCK = 7;
    private static final int CONST_ADD_PC = 8;
    private static final int SET_PROLOGUE_END = 10;
    private static final int SET_EPILOGUE_BEGIN = 11;
    private static final int END_SEQUENCE = 1;
    private static final int SET_ADDRESS = 2;
    private static final int SET_DISCRIMINATOR = 4;
    private static final int MOST_SPECIAL = (255 - OPCODE_BASE) / LINE_RANGE;

    private final DebugLines debug;
    private final int section;
    private final TableWriter out;
    private final List<AssemblyReference> references;
    private final int start;
    private int address = -1;
    private int line = 1;
    private int file = 1;
    private int column;
    private int flags = DebugLines.IS_STATEMENT;

    LineProgram(DebugLines debug, int section, TableWriter out, List<AssemblyReference> references, int start) {
        this.debug = debug;
        this.section = section;
        this.out = out;
        this.references = references;
        this.start = start;
    }

    void write(long sectionSize) {
        for (int row = 0; row < debug.size(); row++) {
            if (debug.section(row) == section) {
                row(row);
            }
        }
        end((int) sectionSize);
    }

    private void row(int row) {
        if (debug.file(row) != file) {
            file = debug.file(row);
            out.octets(SET_FILE);
            out.uleb(file);
        }
        if (debug.column(row) != column) {
            column = debug.column(row);
            out.octets(SET_COLUMN);
            out.uleb(column);
        }
        if (debug.discriminator(row) != 0) {
            var operand = new TableWriter(java.nio.ByteOrder.LITTLE_ENDIAN);
            operand.uleb(debug.discriminator(row));
            out.octets(0);
            out.uleb(operand.size() + 1L);
            out.octets(SET_DISCRIMINATOR);
            out.bytes(operand.toByteArray());
        }
        flags(debug.flags(row));
        advance(debug.line(row) - line, debug.offset(row));
        line = debug.line(row);
    }

    private void flags(int now) {
        if (((now ^ flags) & DebugLines.IS_STATEMENT) != 0) {
            out.octets(NEGATE_STATEMENT);
        }
        if ((now & DebugLines.BASIC_BLOCK) != 0) {
            out.octets(SET_BASIC_BLOCK);
        }
        if ((now & DebugLines.PROLOGUE_END) != 0) {
            out.octets(SET_PROLOGUE_END);
        }
        if ((now & DebugLines.EPILOGUE_BEGIN) != 0) {
            out.octets(SET_EPILOGUE_BEGIN);
        }
        flags = now;
    }

    private void advance(int lines, int to) {
        int units = (to - address) / UNIT;
        if (address < 0) {
            out.octets(0, 9, SET_ADDRESS);
            references.add(new AssemblyReference(out.size(), Form.DATA_8, start, to));
            out.number(0, 8);
            units = 0;
        }
        address = to;
        int special = lines - LINE_BASE;
        boolean copy = false;
        if (special < 0 || special >= LINE_RANGE || special + OPCODE_BASE > 255) {
            out.octets(ADVANCE_LINE);
            out.sleb(lines);
            special = -LINE_BASE;
            copy = true;
        }
        if (special == -LINE_BASE && units == 0) {
            out.octets(COPY);
            return;
        }
        step(special + OPCODE_BASE, units, copy);
    }

    private void step(int opcode, int units, boolean copy) {
        if (units < 256 + MOST_SPECIAL) {
            int one = opcode + units * LINE_RANGE;
            if (one <= 255) {
                out.octets(one);
                return;
            }
            int two = opcode + (units - MOST_SPECIAL) * LINE_RANGE;
            if (two <= 255) {
                out.octets(CONST_ADD_PC, two);
                return;
            }
        }
        out.octets(ADVANCE_PC);
        out.uleb(units);
        out.octets(copy ? COPY : opcode);
    }

    private void end(int to) {
        int units = (to - address) / UNIT;
        if (units == MOST_SPECIAL) {
            out.octets(CONST_ADD_PC);
        } else if (units != 0) {
            out.octets(ADVANCE_PC);
            out.uleb(units);
        }
        out.octets(0, 1, END_SEQUENCE);
    }
}

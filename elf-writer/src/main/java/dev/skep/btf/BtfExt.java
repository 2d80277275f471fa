package dev.skep.btf;

import java.util.List;

/**
 * What {@code .BTF.ext} says about code, section by section: which function starts where, which source line an instruction comes
 * from, and which instructions depend on the layout of kernel types.
 *
 * <pre>
 * BtfExt     = functions:SectionInfo&lt;FuncInfo&gt;* lines:SectionInfo&lt;LineInfo&gt;* relocations:SectionInfo&lt;CoreRelo&gt;*
 * SectionInfo&lt;R&gt; = section:name R+
 * </pre>
 */
public record BtfExt(
        List<SectionInfo<FuncInfo>> functions,
        List<SectionInfo<LineInfo>> lines,
        List<SectionInfo<CoreRelo>> relocations) {
    /** Nothing about no code. */
    public static final BtfExt EMPTY = new BtfExt(List.of(), List.of(), List.of());

    public BtfExt {
        functions = List.copyOf(functions);
        lines = List.copyOf(lines);
        relocations = List.copyOf(relocations);
    }

    /** The records of one code section, ascending by offset; at least one. */
    public record SectionInfo<R>(String section, List<R> records) {
        public SectionInfo {
            records = List.copyOf(records);
            requireRecords(section, records.size());
        }

        static void requireRecords(String section, int records) {
            if (records == 0) {
                throw new IllegalArgumentException(
                        "no records for section " + section + ", loaders refuse an empty block");
            }
        }
    }

    /** The function ({@code FUNC}) that starts at this byte of the section. */
    public record FuncInfo(int offset, BtfId function) {
        public FuncInfo {
            Limits.nonNegative(offset, "offset of function info", "");
        }
    }

    /** The place in the source that the instruction at this byte of the section comes from. */
    public record LineInfo(int offset, String file, String text, int line, int column) {
        /** The last line that fits. */
        public static final int MAX_LINE = (1 << 22) - 1;

        /** The last column that fits. */
        public static final int MAX_COLUMN = (1 << 10) - 1;

        public LineInfo {
            Limits.nonNegative(offset, "offset of line info", file);
            Limits.range(line, 0, MAX_LINE, "line in", file);
            Limits.range(column, 0, MAX_COLUMN, "column in", file);
        }
    }

    /** The instruction at this byte of the section holds a fact about a kernel type, named by the local type and an access string. */
    public record CoreRelo(int offset, BtfId type, String access, int kind) {
        public CoreRelo {
            Limits.nonNegative(offset, "offset of CO-RE relocation", access);
        }
    }
}

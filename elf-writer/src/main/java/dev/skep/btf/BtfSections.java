package dev.skep.btf;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sections {@code .BTF} and {@code .BTF.ext} of an object, whose strings are the same and are read once. Trusts nothing: each
 * question is answered, or is a {@link BtfFormatException}, in time and memory proportional to the sections.
 */
public final class BtfSections {
    private final ByteBuffer btf;
    private final BtfHeader header;
    private final BtfStrings strings;
    private final @Nullable ByteBuffer ext;

    private BtfSections(ByteBuffer btf, @Nullable ByteBuffer ext) {
        this.btf = btf.slice();
        this.header = BtfHeader.read(this.btf);
        this.strings = new BtfStrings(this.btf, header);
        this.ext = ext;
    }

    /**
     * The types of an object about whose code nothing is known. Byte orders of buffers do not matter.
     *
     * @throws BtfFormatException if these bytes do not start as BTF
     */
    public static BtfSections of(ByteBuffer btf) {
        return new BtfSections(btf, null);
    }

    /**
     * The types of an object, and what {@code .BTF.ext} says about its code.
     *
     * @throws BtfFormatException if these bytes do not start as BTF
     */
    public static BtfSections of(ByteBuffer btf, ByteBuffer ext) {
        return new BtfSections(btf, ext);
    }

    /** Reads the types. */
    public BtfGraph types() {
        return BtfReader.read(btf, header, strings);
    }

    /** Reads what is known about the code. */
    public BtfExt info() {
        return ext == null ? BtfExt.EMPTY : BtfExtReader.of(ext, strings).read();
    }

    /** Reads what is known about the code and refers to types: all but {@link #lineBlocks}. */
    public BtfExt infoWithoutLines() {
        if (ext == null) {
            return BtfExt.EMPTY;
        }
        var reader = BtfExtReader.of(ext, strings);
        return new BtfExt(reader.functions(), List.of(), reader.relocations());
    }

    /** Reads which source line each instruction comes from, for those who only move that. */
    public List<LineBlock> lineBlocks() {
        return ext == null ? List.of() : BtfExtReader.of(ext, strings).lineBlocks();
    }
}

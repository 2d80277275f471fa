package dev.skep.object;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.elf.ByteString;

/** Data of the object. All data of a section becomes one array map with one entry. */
public sealed interface BpfGlobal {
    /** The largest alignment: the values of array maps start at a page. */
    int MAX_ALIGNMENT = 4096;

    /** The name that code refers to it by, unique among globals, maps and externs. */
    String name();

    /** The section it lies in. */
    DataSection section();

    /** The initial value, in the byte order of the object; empty for zeros. */
    ByteString initial();

    /** How many bytes it has. */
    int size();

    /** A power of two that its place is a multiple of. */
    int alignment();

    /**
     * A variable that loaders and tools know by name and type.
     *
     * @param linkage {@code GLOBAL}: user space may find it; {@code STATIC}: private
     * @param type its type
     */
    record Variable(
            String name,
            DataSection section,
            BtfLinkage linkage,
            BtfId type,
            int size,
            ByteString initial,
            int alignment)
            implements BpfGlobal {
        public Variable {
            initial = Data.check(name, size, initial, alignment);
            if (linkage == BtfLinkage.EXTERN) {
                throw new IllegalArgumentException(
                        "global " + name + " has a place and is extern; the linkage is static or global");
            }
        }
    }

    /** Bytes without a name or type in the file, a string literal for instance; only the object's own code refers to them. */
    record Constant(String name, DataSection section, int size, ByteString initial, int alignment)
            implements BpfGlobal {
        public Constant {
            initial = Data.check(name, size, initial, alignment);
        }
    }
}

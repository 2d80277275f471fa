package dev.skep.dsl;

import dev.skep.ir.StructType;
import java.util.Arrays;
import java.util.List;

/**
 * The way to a part of a struct of the kernel, from the one that a pointer leads to.
 *
 * @param root that struct
 * @param access the way by positions of members and elements, as CO-RE relocations say it
 * @param offset bytes to the part in the layout that the loader corrects
 * @param bits how many bits it has; 0 for all of its bytes
 */
record KernelPath(KernelStruct root, String access, int offset, int bits) {
    static KernelPath to(KernelStruct root) {
        return new KernelPath(root, "0", 0, 0);
    }

    /** Returns the positions of the members on the way, and of an element behind them. */
    List<Integer> positions() {
        return Arrays.stream(access.split(":", -1))
                .skip(1)
                .map(Integer::valueOf)
                .toList();
    }

    boolean isWhole() {
        return access.equals("0");
    }

    KernelPath member(int position, StructType.Member member) {
        return new KernelPath(root, access + ":" + position, offset + member.offset(), member.bitSize());
    }

    KernelPath element(int index, int at) {
        return new KernelPath(root, access + ":" + index, offset + at, 0);
    }
}

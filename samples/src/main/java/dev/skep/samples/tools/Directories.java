package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.Core;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Subprogram;
import dev.skep.lang.Unsigned;

/** Where directories are. */
@Bpf(license = "GPL")
@KernelTypes
final class Directories {
    static final int STEPS = 24;
    static final int LONGEST = 64;

    /** The way from a directory up to the root. */
    @Struct
    static final class Way {
        /** How many of the names are told; all of them where the way may be longer. */
        @Unsigned
        int steps;

        /** Each with its NUL, and in the next. An empty one is none: there a tree is mounted. What is longer than 63 bytes is cut. */
        @Length({STEPS, LONGEST})
        byte[][] names;
    }

    private Directories() {}

    /** Tells the way up from a directory, through what is mounted. */
    @Subprogram
    static void tellWay(Way way, path directory) {
        var entry = directory.dentry;
        var tree = Core.containerOf(directory.mnt, (mount outer) -> outer.mnt);
        @Unsigned int steps = 0;
        for (; steps < STEPS; steps++) {
            if (entry != tree.mnt.mnt_root) {
                Kernel.probeReadKernelStr(way.names[steps], entry.d_name.name);
                entry = entry.d_parent;
                continue;
            }
            var parent = tree.mnt_parent;
            if (parent == tree) break;
            way.names[steps][0] = 0;
            entry = tree.mnt_mountpoint;
            tree = parent;
        }
        way.steps = steps;
    }
}

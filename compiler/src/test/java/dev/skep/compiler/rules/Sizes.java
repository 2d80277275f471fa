package dev.skep.compiler.rules;

import dev.skep.object.BpfObject;

/** How many bytes the things have that an object's pointers lead to. */
record Sizes(BpfObject object) {
    /** A record of a ring buffer is named by its size. */
    static final String RECORD = "record ";

    long of(String name) {
        if (name.startsWith(RECORD)) return Long.parseLong(name.substring(RECORD.length()));
        for (var map : object.maps())
            if (map.name().equals(name)) return map.value().size(object.btf());
        for (var global : object.globals()) if (global.name().equals(name)) return global.size();
        throw new IllegalArgumentException("there is no " + name);
    }
}

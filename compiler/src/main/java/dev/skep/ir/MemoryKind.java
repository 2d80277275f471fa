package dev.skep.ir;

/** The memory a pointer leads to, as far as the verifier tells them apart: it decides alignment, width and which operations are legal. */
public enum MemoryKind {
    /** The program's context: exact fields at constant offsets only. */
    CONTEXT("ctx"),
    /** Packet data, readable below a compared packet end; any alignment. */
    PACKET("packet"),
    /** The end of packet data: compared with, never read through. */
    PACKET_END("packet_end"),
    /** Packet metadata in front of the packet. */
    PACKET_META("packet_meta"),
    /** The frame: natural alignment. */
    STACK("stack"),
    /** A map value or a global variable. */
    MAP_VALUE("value"),
    /** The arena, by the address that user space and memory have of it: a number to the verifier, cast before its memory is touched. */
    ARENA("arena"),
    /** The arena, by the address that the kernel has of it: a fault reads 0 and writes nothing. */
    ARENA_CAST("arena_cast"),
    /** A reserved ring buffer record. */
    RECORD("record"),
    /** A map itself, as helpers take it. */
    MAP("map"),
    /** A function, as callbacks are passed. */
    FUNCTION("function"),
    /** A kernel object the verifier trusts: read directly. */
    KERNEL("kernel"),
    /** A kernel object that RCU keeps: read directly, as long as the section lasts. */
    RCU("rcu"),
    /** A kernel object that may be gone, by a pointer that a map kept or that may be null: read directly. */
    KPTR("kptr"),
    /** A kernel object that a field of another one leads to: read directly, and what is read through null is 0. */
    WALKED("walked"),
    /** An object that the program allocated: read and written directly, member by member. */
    OBJECT("object"),
    /** A socket that the program holds a reference to: handed to helpers. */
    SOCKET("socket"),
    /** An address the verifier does not trust: read through probe helpers only. */
    UNTRUSTED("untrusted"),
    /** Sized memory of any other origin, such as a pointer parameter of a global function. */
    MEMORY("memory");

    private final String text;

    MemoryKind(String text) {
        this.text = text;
    }

    /** Returns the word that stands for this kind in the text form. */
    public String text() {
        return text;
    }
}

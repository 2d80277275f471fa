package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U8;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U8;

/** {@code struct tcphdr}: the TCP header without options, 20 bytes; {@link #DOFF} says how many there are. */
public final class TcpHdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("tcphdr");

    /** Source port. */
    public static final Field<Be16> SOURCE = TYPE.field("source", BE16);

    /** Destination port. */
    public static final Field<Be16> DEST = TYPE.field("dest", BE16);

    /** Sequence number of the first byte. */
    public static final Field<Be32> SEQ = TYPE.field("seq", BE32);

    /** Sequence number of the next byte that is expected. */
    public static final Field<Be32> ACK_SEQ = TYPE.field("ack_seq", BE32);

    private static final Field<U8> DOFF_RES1 = TYPE.field("doff_res1", U8);

    /** The length of the header in units of 4 bytes. */
    public static final Field<U8> DOFF = TYPE.bits("doff", DOFF_RES1, 4, 4);

    private static final Field<U8> FLAGS = TYPE.field("flags", U8);

    /** Whether there is no more data. */
    public static final Field<U8> FIN = TYPE.bits("fin", FLAGS, 0, 1);

    /** Whether this opens the connection. */
    public static final Field<U8> SYN = TYPE.bits("syn", FLAGS, 1, 1);

    /** Whether this resets the connection. */
    public static final Field<U8> RST = TYPE.bits("rst", FLAGS, 2, 1);

    /** Whether data is to be delivered at once. */
    public static final Field<U8> PSH = TYPE.bits("psh", FLAGS, 3, 1);

    /** Whether {@link #ACK_SEQ} counts. */
    public static final Field<U8> ACK = TYPE.bits("ack", FLAGS, 4, 1);

    /** Whether {@link #URG_PTR} counts. */
    public static final Field<U8> URG = TYPE.bits("urg", FLAGS, 5, 1);

    /** Whether congestion was noticed on the way. */
    public static final Field<U8> ECE = TYPE.bits("ece", FLAGS, 6, 1);

    /** Whether the sender slows down. */
    public static final Field<U8> CWR = TYPE.bits("cwr", FLAGS, 7, 1);

    /** How many bytes may be sent. */
    public static final Field<Be16> WINDOW = TYPE.field("window", BE16);

    /** Checksum of header, data and parts of the IP header. */
    public static final Field<Be16> CHECK = TYPE.field("check", BE16);

    /** Where urgent data ends. */
    public static final Field<Be16> URG_PTR = TYPE.field("urg_ptr", BE16);

    private TcpHdr() {}
}

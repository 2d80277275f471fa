package dev.skep.lang.net;

/** Bits of {@link Tcp#flags}. */
public final class TcpFlag {
    /** The sender has no more data. */
    public static final int FIN = 0x01;

    /** Opens a connection. */
    public static final int SYN = 0x02;

    /** Breaks the connection off. */
    public static final int RST = 0x04;

    /** The data is to be handed on at once. */
    public static final int PSH = 0x08;

    /** {@code ackSeq} counts. */
    public static final int ACK = 0x10;

    /** {@code urgPtr} counts. */
    public static final int URG = 0x20;

    /** The network is congested. */
    public static final int ECE = 0x40;

    /** The sender heard that it is. */
    public static final int CWR = 0x80;

    private TcpFlag() {}
}

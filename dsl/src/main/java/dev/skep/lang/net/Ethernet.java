package dev.skep.lang.net;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** An Ethernet header, 14 bytes: {@code struct ethhdr}. */
@Struct
public final class Ethernet {
    /** Receiver. */
    @Length(6)
    public byte[] dest;

    /** Sender. */
    @Length(6)
    public byte[] source;

    /** What follows: an {@link EtherType}. */
    @BigEndian
    public @Unsigned short proto;

    /** All zeroes. */
    public Ethernet() {}
}

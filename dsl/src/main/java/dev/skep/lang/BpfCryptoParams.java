package dev.skep.lang;

/**
 * A cipher and its key: {@code struct bpf_crypto_params}. Kernel 6.10.
 *
 * <pre>{@code
 * static final BpfCryptoParams params = new BpfCryptoParams();
 *
 * Bytes.set(params.type, "skcipher");
 * Bytes.set(params.algo, "cbc(aes)");
 * params.keyLen = 16;
 * }</pre>
 */
@Struct
@Name("bpf_crypto_params")
public final class BpfCryptoParams {
    /** What it is: {@code skcipher}, a symmetric cipher. */
    @Length(14)
    public byte[] type;

    /** Must be 0. */
    @Length(2)
    public @Unsigned byte[] reserved;

    /** The name that the kernel has for it, {@code cbc(aes)}, as {@code /proc/crypto} lists them. */
    @Length(128)
    public byte[] algo;

    /** The key, from the start. */
    @Length(256)
    public @Unsigned byte[] key;

    /** How many bytes of {@link #key} are it. */
    @Name("key_len")
    public @Unsigned int keyLen;

    /** How many bytes a tag has, of ciphers that authenticate; 0 for others. */
    public @Unsigned int authsize;

    /** All zeroes. */
    public BpfCryptoParams() {}
}

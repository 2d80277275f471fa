package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * A cipher that is ready with its key: {@code struct bpf_crypto_ctx}, and the kernel functions for it. A {@link Syscall} program makes it and puts
 * it into a {@link Kptr}, where programs of {@link Tc} and {@link Xdp} find it. They are for licenses of the GPL. Kernel 6.10.
 *
 * <pre>{@code
 * try (var made = BpfCryptoCtx.create(params, error)) {
 *     if (made == null) return error.value;
 *     try (var before = slot.cipher.exchange(made)) {}
 * }
 *
 * var cipher = slot.cipher.value();
 * if (cipher != null) BpfCryptoCtx.encrypt(cipher, plain, encrypted, null);
 * }</pre>
 */
@KernelType("bpf_crypto_ctx")
public final class BpfCryptoCtx {
    private BpfCryptoCtx() {}

    /**
     * Returns a cipher with its key, or null with a negative error in {@code error}, such as -95 ({@code -EOPNOTSUPP}) for one that the kernel does
     * not have: {@code bpf_crypto_ctx_create}. For programs that may sleep. Kernel 6.10.
     */
    @Kfunc("bpf_crypto_ctx_create")
    public static @Nullable BpfReference<BpfCryptoCtx> create(BpfCryptoParams params, S32 error) {
        throw KernelOnly.here();
    }

    /** Returns another reference to a cipher, null when it is just going away: {@code bpf_crypto_ctx_acquire}. Kernel 6.10. */
    @Kfunc("bpf_crypto_ctx_acquire")
    public static @Nullable BpfReference<BpfCryptoCtx> acquire(BpfCryptoCtx cipher) {
        throw KernelOnly.here();
    }

    /**
     * Encrypts {@code source} into {@code destination}, which has as many bytes, and returns 0 or a negative error: {@code bpf_crypto_encrypt}.
     * Kernel 6.10.
     *
     * @param iv the initialisation vector, which changes as the cipher has it; null for a cipher without one, from kernel 6.11 on
     */
    @Kfunc("bpf_crypto_encrypt")
    public static int encrypt(BpfCryptoCtx cipher, BpfDynptr source, BpfDynptr destination, @Nullable BpfDynptr iv) {
        throw KernelOnly.here();
    }

    /**
     * Decrypts {@code source} into {@code destination}, which has as many bytes, and returns 0 or a negative error: {@code bpf_crypto_decrypt}.
     * Kernel 6.10.
     *
     * @param iv as for {@link #encrypt}
     */
    @Kfunc("bpf_crypto_decrypt")
    public static int decrypt(BpfCryptoCtx cipher, BpfDynptr source, BpfDynptr destination, @Nullable BpfDynptr iv) {
        throw KernelOnly.here();
    }
}

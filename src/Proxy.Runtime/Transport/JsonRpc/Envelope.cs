namespace SharedObjects.Transport.JsonRpc;

/// <summary>The names of a JSON-RPC message's fields, as UTF-8, and the one method there is.</summary>
internal static class Envelope
{
    /// <summary>The method that carries every call.</summary>
    public const string CallMethod = "call";

    public static ReadOnlySpan<byte> Version => "jsonrpc"u8;

    public static ReadOnlySpan<byte> VersionValue => "2.0"u8;

    public static ReadOnlySpan<byte> Id => "id"u8;

    public static ReadOnlySpan<byte> Method => "method"u8;

    public static ReadOnlySpan<byte> Parameters => "params"u8;

    public static ReadOnlySpan<byte> Result => "result"u8;

    public static ReadOnlySpan<byte> Error => "error"u8;

    public static ReadOnlySpan<byte> ErrorCode => "code"u8;

    public static ReadOnlySpan<byte> ErrorMessage => "message"u8;
}

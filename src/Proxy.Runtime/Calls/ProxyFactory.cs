using System.Diagnostics.CodeAnalysis;
using SharedObjects.Contracts;

namespace SharedObjects.Calls;

/// <summary>How to make proxies of one closed managed interface; looked up once.</summary>
internal static class ProxyFactory<TContract>
{
    private static Contract? contract;
    private static Func<ObjectHandle, TContract>? create;

    public static Contract Contract => contract ??= ContractRegistry.Find(typeof(TContract));

    /// <summary>The type arguments of <typeparamref name="TContract"/> as they travel with a reference.</summary>
    public static string Elements { get; } = TypeSchema.Of(typeof(TContract).GenericTypeArguments);

    /// <summary>Whether the elements are kept as payloads: a manager's own view of an object, which fits whatever its elements are.</summary>
    public static bool IsErased { get; } = typeof(TContract).GenericTypeArguments.AsSpan().ContainsAny(typeof(Payload), typeof(PayloadObject));

    /// <summary>Makes a proxy known at compile time usable where code cannot be made at run time.</summary>
    public static void Use(Func<ObjectHandle, TContract> factory) => create ??= factory;

    public static TContract Create(ObjectHandle handle) => (create ??= Find())(handle);

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The definition's constructors are kept, and a proxy has no constraints the contract lacks.")]
    private static Func<ObjectHandle, TContract> Find()
    {
        if (Contract.Proxy is { } proxy)
        {
            return handle => (TContract)proxy(handle);
        }

        if (!DynamicCode.IsSupported)
        {
            throw new NotManagedException($"NativeAOT has no code for a proxy of {typeof(TContract)}. Create or open one such object through a typed method first, which compiles it in.");
        }

        var constructor = Contract.ProxyDefinition!.MakeGenericType(typeof(TContract).GenericTypeArguments).GetConstructor([typeof(ObjectHandle)])!;
        return handle => (TContract)constructor.Invoke([handle]);
    }
}

using System.Reflection;
using SharedObjects.Calls;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>Makes the generated proxy of a referent, as a client and a manager in one.</summary>
internal static class Loopback
{
    public static TContract Proxy<TContract>(object referent)
        where TContract : class => Contract.Of<TContract>().CreateProxy<TContract>(new LoopbackHandle(referent, Contract.Of<TContract>()));

    /// <summary>As <see cref="Proxy{TContract}"/>, for a type that was compiled only now.</summary>
    public static object Proxy(Type contract, object referent) =>
        typeof(Loopback).GetMethods().Single(static m => m is { Name: nameof(Proxy), IsGenericMethod: true }).MakeGenericMethod(contract)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [referent], null)!;
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A referent with some members done wrong.</summary>
/// <typeparam name="T">Its contract, closed over payloads.</typeparam>
[SuppressMessage("Performance", "CA1852", Justification = "The runtime derives from it.")]
internal class Mutant<T> : DispatchProxy
    where T : class
{
    private T right = null!;
    private Func<T, string, object?[], object?> wrong = null!;

    /// <param name="right">Does what is not done wrong.</param>
    /// <param name="wrong">Gives the wrong answer to a member, by its name and arguments; null where it does nothing wrong.</param>
    public static T Of(T right, Func<T, string, object?[], object?> wrong)
    {
        var proxy = Create<T, Mutant<T>>();
        ((Mutant<T>)(object)proxy).right = right;
        ((Mutant<T>)(object)proxy).wrong = wrong;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        wrong(right, targetMethod!.Name, args ?? []) ?? targetMethod.Invoke(right, BindingFlags.DoNotWrapExceptions, null, args, null);
}

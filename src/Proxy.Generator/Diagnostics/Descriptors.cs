using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Diagnostics;

/// <summary>Everything the analyzer can say. Each has a page, docs/diagnostics/SOnnnn.md, whose samples are compiled by a test.</summary>
internal static class Descriptors
{
    private const string Contracts = "SharedObjects.Contracts";
    private const string Workers = "SharedObjects.Workers";

    public static readonly DiagnosticDescriptor ContractNotAccessible = Create(
        "SO0001", Contracts, "A managed interface must be visible in its assembly",
        "'{0}' cannot be shared because generated code cannot name it; make it and the types around it internal or public");

    public static readonly DiagnosticDescriptor MemberNotPublic = Create(
        "SO0002", Contracts, "A remote member must be public",
        "'{0}' cannot be called remotely because it is not public; make it public or give it a body");

    public static readonly DiagnosticDescriptor StaticAbstractMember = Create(
        "SO0003", Contracts, "A managed interface cannot have static abstract members",
        "'{0}' is static and abstract, and a proxy has no type to run it on; remove it or give it a body");

    public static readonly DiagnosticDescriptor EventMember = Create(
        "SO0004", Contracts, "Events cannot be shared",
        "The event '{0}' cannot be shared because no delegate travels; offer a method that waits for the next change");

    public static readonly DiagnosticDescriptor SettableProperty = Create(
        "SO0005", Contracts, "A shared property is read-only",
        "The property '{0}' can be set, and an assignment cannot report a failed call; use a method");

    public static readonly DiagnosticDescriptor IndexerMember = Create(
        "SO0006", Contracts, "Indexers cannot be shared",
        "The indexer of '{0}' cannot be shared; use a method");

    public static readonly DiagnosticDescriptor PassedByReference = Create(
        "SO0007", Contracts, "Nothing is passed by reference between processes",
        "'{0}' is passed by reference, which does not reach another process; return it instead, several values as a tuple");

    public static readonly DiagnosticDescriptor CancellationTokenNotLast = Create(
        "SO0008", Contracts, "One cancellation token, in the last place",
        "'{0}' must have one cancellation token at most, as its last parameter");

    public static readonly DiagnosticDescriptor DelegateCannotTravel = Create(
        "SO0009", Contracts, "No delegate travels",
        "'{0}' has a delegate in it, and code does not travel; give the member a body, which runs in the calling process");

    public static readonly DiagnosticDescriptor AsyncStream = Create(
        "SO0010", Contracts, "An async stream is a result and nothing else",
        "'{0}' has an async stream in it, and only a member's result can be one, by itself: IAsyncEnumerable<T>; take or hold a list instead");

    public static readonly DiagnosticDescriptor TypeCannotTravel = Create(
        "SO0011", Contracts, "The type cannot be sent to another process",
        "'{0}' has the type '{1}', which cannot be sent to another process");

    public static readonly DiagnosticDescriptor TypeParameterInside = Create(
        "SO0012", Contracts, "A type parameter stands where it cannot be erased",
        "'{0}' has the type '{1}', inside which a manager cannot find the values of the type parameter: {2}");

    public static readonly DiagnosticDescriptor ConstraintCannotBeErased = Create(
        "SO0013", Contracts, "A manager cannot meet this constraint",
        "The type parameter '{0}' is constrained by '{1}', which the payload that stands for it in a manager does not meet; allowed are class, struct, notnull and IEquatable<{0}>");

    public static readonly DiagnosticDescriptor MembersCollide = Create(
        "SO0014", Contracts, "Two members have the same name on the wire",
        "'{0}' occurs twice as '{1}', not counting cancellation tokens; rename one, or give it a body");

    public static readonly DiagnosticDescriptor ObsoleteAsError = Create(
        "SO0015", Contracts, "What must not be called cannot be shared",
        "'{0}' is obsolete as an error, so no dispatcher can call it; remove it, or make it a warning");

    public static readonly DiagnosticDescriptor WorkerTargetNotStatic = Create(
        "SO0016", Workers, "A worker target must be static",
        "'{0}' is an instance method, and a worker process has no instance of it; make it static");

    public static readonly DiagnosticDescriptor WorkerTargetGeneric = Create(
        "SO0017", Workers, "A worker target must not be generic",
        "'{0}' or a type around it is generic, so a worker process would not know which one to run");

    public static readonly DiagnosticDescriptor WorkerTargetNotAccessible = Create(
        "SO0018", Workers, "A worker target must be visible in its assembly",
        "'{0}' cannot be run because generated code cannot name it; make it and the types around it internal or public");

    public static readonly DiagnosticDescriptor WorkerTargetResult = Create(
        "SO0019", Workers, "A worker target returns nothing or an exit code",
        "'{0}' returns '{1}'; allowed are void, Task and Task<int>, whose result is the exit code");

    public static readonly DiagnosticDescriptor WorkerTargetsCollide = Create(
        "SO0020", Workers, "Two worker targets of one type have the same name and number of arguments",
        "'{0}' is the name of more than one worker target; rename one");

    public static readonly DiagnosticDescriptor NotAWorkerTarget = Create(
        "SO0021", Workers, "WorkerProcess.Start takes a worker target",
        "'{0}' cannot be started because the worker process would not find it; make it static and mark it [WorkerTarget]");

    public static readonly DiagnosticDescriptor LambdaAsWorkerTarget = Create(
        "SO0022", Workers, "WorkerProcess.Start does not take a lambda",
        "A lambda cannot be found by a worker process; pass a static method marked [WorkerTarget]");

    public static readonly DiagnosticDescriptor StartupNotCallable = Create(
        "SO0023", Workers, "A manager startup must be visible in its assembly and not generic",
        "'{0}' cannot configure a manager because generated code cannot name it; make it and the types around it internal or public, and not generic");

    /// <summary>All of them.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        ContractNotAccessible,
        MemberNotPublic,
        StaticAbstractMember,
        EventMember,
        SettableProperty,
        IndexerMember,
        PassedByReference,
        CancellationTokenNotLast,
        DelegateCannotTravel,
        AsyncStream,
        TypeCannotTravel,
        TypeParameterInside,
        ConstraintCannotBeErased,
        MembersCollide,
        ObsoleteAsError,
        WorkerTargetNotStatic,
        WorkerTargetGeneric,
        WorkerTargetNotAccessible,
        WorkerTargetResult,
        WorkerTargetsCollide,
        NotAWorkerTarget,
        LambdaAsWorkerTarget,
        StartupNotCallable,
    ];

    private static DiagnosticDescriptor Create(string id, string category, string title, string message) => new(
        id,
        title,
        message,
        category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: $"docs/diagnostics/{id}.md");
}

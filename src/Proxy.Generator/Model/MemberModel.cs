namespace SharedObjects.Generator.Model;

/// <param name="WireName">The stable name; members are numbered in its order.</param>
/// <param name="Name">The identifier.</param>
/// <param name="IsProperty">A read-only property, else a method.</param>
/// <param name="DeclaringInterface">The interface to implement it for, where a public member of that name would not do.</param>
/// <param name="TypeParameters">A generic method's own, as <c>&lt;TResult&gt;</c>.</param>
/// <param name="ErasedArguments">What stands for them in the manager.</param>
/// <param name="Constraints">Their constraint clauses.</param>
/// <param name="Result">What it returns.</param>
/// <param name="Parameters">What it takes.</param>
internal sealed record MemberModel(
    string WireName,
    string Name,
    bool IsProperty,
    string? DeclaringInterface,
    string TypeParameters,
    string ErasedArguments,
    string Constraints,
    ResultModel Result,
    EquatableArray<ParameterModel> Parameters);

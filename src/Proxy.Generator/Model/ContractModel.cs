namespace SharedObjects.Generator.Model;

/// <summary>Everything that is printed of one managed interface.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Fingerprint">Changes when a member is added, removed or changed.</param>
/// <param name="Names">What the generated classes are called.</param>
/// <param name="Interface">The interface, closed over the generated class's type parameters.</param>
/// <param name="InterfaceDefinition">The interface as <c>typeof</c> takes it.</param>
/// <param name="TypeParameters">As <c>&lt;TKey, TValue&gt;</c>; empty for a contract without any.</param>
/// <param name="OpenArguments">As <c>&lt;,&gt;</c>; empty for a contract without any.</param>
/// <param name="ErasedArguments">What stands for the type parameters in the manager.</param>
/// <param name="Constraints">Their constraint clauses.</param>
/// <param name="Turns">The member of <c>TurnMode</c>.</param>
/// <param name="IsInline">Whether calls may start on the thread that delivers them.</param>
/// <param name="Codecs">The codecs both classes keep.</param>
/// <param name="Members">The members in the order of their numbers.</param>
internal sealed record ContractModel(
    string Name,
    ulong Fingerprint,
    GeneratedNames Names,
    string Interface,
    string InterfaceDefinition,
    string TypeParameters,
    string OpenArguments,
    string ErasedArguments,
    string Constraints,
    string Turns,
    bool IsInline,
    EquatableArray<CodecField> Codecs,
    EquatableArray<MemberModel> Members);

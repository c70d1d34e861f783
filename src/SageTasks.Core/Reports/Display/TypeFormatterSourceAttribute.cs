using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Reports;

/// <summary>Tells hosts that show values, such as notebooks on .NET Interactive, who formats a type. They look for an attribute of this name
/// in any namespace, so that no package of theirs is needed.</summary>
/// <param name="formatterSourceType">A type with a public constructor and a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)] Type formatterSourceType) : Attribute
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type FormatterSourceType { get; } = formatterSourceType;
}

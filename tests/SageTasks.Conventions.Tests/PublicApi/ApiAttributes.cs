using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>The attributes that change what a caller may do or what goes over the wire; the others stay out of the listing.</summary>
internal static class ApiAttributes
{
    private static readonly HashSet<Type> Listed =
    [
        typeof(AttributeUsageAttribute), typeof(FlagsAttribute), typeof(ObsoleteAttribute), typeof(EditorBrowsableAttribute), typeof(ExperimentalAttribute),
        typeof(JsonConverterAttribute), typeof(JsonDerivedTypeAttribute), typeof(JsonExtensionDataAttribute), typeof(JsonIgnoreAttribute),
        typeof(JsonPolymorphicAttribute), typeof(JsonPropertyNameAttribute), typeof(JsonNumberHandlingAttribute), typeof(JsonConstructorAttribute),
        typeof(JsonRequiredAttribute), typeof(JsonPropertyOrderAttribute), typeof(JsonStringEnumMemberNameAttribute),
        typeof(InterpolatedStringHandlerAttribute), typeof(SetsRequiredMembersAttribute), typeof(RequiresUnreferencedCodeAttribute), typeof(RequiresDynamicCodeAttribute),
        typeof(NotNullWhenAttribute), typeof(MaybeNullWhenAttribute), typeof(NotNullIfNotNullAttribute), typeof(MemberNotNullWhenAttribute), typeof(DoesNotReturnAttribute),
        typeof(InterpolatedStringHandlerArgumentAttribute), typeof(StringSyntaxAttribute), typeof(CallerArgumentExpressionAttribute),
    ];

    public static IEnumerable<string> Lines(MemberInfo member) =>
        member.GetCustomAttributesData().Where(IsListed).Select(Text).Order(StringComparer.Ordinal);

    public static string Inline(ParameterInfo parameter) =>
        string.Concat(parameter.GetCustomAttributesData().Where(IsListed).Select(Text).Order(StringComparer.Ordinal).Select(text => text + " "));

    // The compiler marks ref structs and types with required members as obsolete for older compilers.
    private static bool IsListed(CustomAttributeData attribute) =>
        Listed.Contains(attribute.AttributeType)
        && !(attribute.AttributeType == typeof(ObsoleteAttribute)
            && attribute.ConstructorArguments is [{ Value: string reason }, ..]
            && reason.Contains("not supported in this version of your compiler", StringComparison.Ordinal));

    private static string Text(CustomAttributeData attribute)
    {
        var name = attribute.AttributeType.Name[..^"Attribute".Length];
        var arguments = attribute.ConstructorArguments.Select(Value)
            .Concat(attribute.NamedArguments.OrderBy(named => named.MemberName, StringComparer.Ordinal).Select(named => $"{named.MemberName} = {Value(named.TypedValue)}"));
        var text = string.Join(", ", arguments);
        return text.Length == 0 ? $"[{name}]" : $"[{name}({text})]";
    }

    private static string Value(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        Type type => $"typeof({TypeNames.Of(type, Nullability.Of([], null))})",
        ReadOnlyCollection<CustomAttributeTypedArgument> many => string.Join(", ", many.Select(Value)),
        var value => TypeNames.Literal(value, argument.ArgumentType),
    };
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>A C# 14 extension block as the compiler stores it: a nested group type that declares the members as the user sees them,
/// a marker type with the receiver, and static implementations in the enclosing class.</summary>
internal sealed class ExtensionBlock
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly Type _marker;

    private ExtensionBlock(Type group, Type marker)
    {
        Group = group;
        _marker = marker;
    }

    public Type Group { get; }

    /// <summary>The block's first line, such as <c>extension(RunState state)</c>.</summary>
    public string Header
    {
        get
        {
            var generic = _marker.GetGenericArguments();
            var parameters = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(parameter => parameter.Name))}>";
            var receiver = _marker.GetMethod("<Extension>$", Declared)!.GetParameters()[0];
            return $"extension{parameters}({MemberSignature.Parameter(receiver).TrimEnd()}){TypeDeclaration.Constraints(generic)}";
        }
    }

    /// <summary>The static methods of the enclosing class that carry out the block's members: they are not listed a second time.</summary>
    public IEnumerable<MethodInfo> Implementations
    {
        get
        {
            var names = Group.GetMethods(Declared).Where(Holds).Select(method => (method.Name, method.GetParameters().Length)).ToHashSet();
            return Group.DeclaringType!.GetMethods(Declared).Where(method => method.IsStatic
                && (names.Contains((method.Name, method.GetParameters().Length)) || names.Contains((method.Name, method.GetParameters().Length - 1))));
        }
    }

    public static IEnumerable<ExtensionBlock> In(Type type) =>
        type.GetNestedTypes()
            .Where(group => group.IsSpecialName && group.Name.StartsWith("<G>$", StringComparison.Ordinal))
            .SelectMany(group => group.GetNestedTypes().Select(marker => new ExtensionBlock(group, marker)))
            .OrderBy(block => block.Header, StringComparer.Ordinal);

    /// <summary>Gives the receiver's type parameters, which the group calls <c>$T0</c> and so on, the names they have in the source.</summary>
    public string NameTypeParameters(string signature) =>
        _marker.GetGenericArguments().Aggregate(signature, (text, parameter) =>
            text.Replace($"$T{parameter.GenericParameterPosition}", parameter.Name, StringComparison.Ordinal));

    public bool Holds(MemberInfo member) =>
        member.CustomAttributes.Any(attribute => attribute.AttributeType == typeof(ExtensionMarkerAttribute)
            && attribute.ConstructorArguments[0].Value is string name && name == _marker.Name);
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>The public surface of an assembly as text: every type and member that a user can name, in ordinal order,
/// so that a change of the surface is a change of a file under review.</summary>
internal sealed class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private const string Indent = "    ";

    private readonly StringBuilder _text = new();

    /// <summary>The listing of these types, grouped by namespace. Line ends are LF.</summary>
    public static string Of(IEnumerable<Type> types)
    {
        var listing = new ApiListing();
        foreach (var group in types.GroupBy(type => type.Namespace, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            listing.Line("", listing._text.Length == 0 ? $"namespace {group.Key}" : $"\nnamespace {group.Key}");
            foreach (var type in group.OrderBy(TypeNames.Declared, StringComparer.Ordinal))
            {
                listing.Line("", "");
                listing.Type(type);
            }
        }

        return listing._text.ToString();
    }

    private void Type(Type type)
    {
        Lines("", ApiAttributes.Lines(type));
        Line("", TypeDeclaration.Of(type));
        if (type.IsEnum)
        {
            Lines(Indent, EnumValues(type));
        }
        else if (!TypeDeclaration.IsDelegate(type))
        {
            var extensions = ExtensionBlock.In(type).ToList();
            var implementations = extensions.SelectMany(block => block.Implementations).ToHashSet();
            Members(type, Indent, member => !implementations.Contains(member), signature => signature);
            foreach (var block in extensions)
            {
                Line(Indent, block.Header);
                Members(block.Group, Indent + Indent, block.Holds, block.NameTypeParameters);
            }
        }
    }

    private void Members(Type type, string indent, Func<MemberInfo, bool> wanted, Func<string, string> reword)
    {
        var members = type.GetMembers(Declared).Where(member => wanted(member) && Signature(member) is not null);
        foreach (var member in members.OrderBy(Rank).ThenBy(member => member.Name, StringComparer.Ordinal).ThenBy(Signature, StringComparer.Ordinal))
        {
            Lines(indent, ApiAttributes.Lines(member));
            Line(indent, reword(Signature(member)!));
        }
    }

    private static IEnumerable<string> EnumValues(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), provider: null))
            .Select(field => $"{field.Name} = {field.GetRawConstantValue()}");

    // What the compiler writes for a record follows from its being one; accessors follow from their property.
    private static string? Signature(MemberInfo member) => member switch
    {
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => MemberSignature.Field(field),
        ConstructorInfo constructor when MemberSignature.IsVisible(constructor) && !IsGenerated(constructor) => MemberSignature.Constructor(constructor),
        PropertyInfo property when MemberSignature.IsVisible(property.GetMethod) || MemberSignature.IsVisible(property.SetMethod) =>
            property.Name == "EqualityContract" ? null : MemberSignature.Property(property),
        EventInfo happening when MemberSignature.IsVisible(happening.AddMethod) => MemberSignature.Event(happening),
        MethodInfo method when MemberSignature.IsVisible(method) && !IsGenerated(method) && !IsAccessor(method) => MemberSignature.Method(method),
        _ => null,
    };

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static int Rank(MemberInfo member) => member switch
    {
        FieldInfo => 0,
        ConstructorInfo => 1,
        PropertyInfo => 2,
        EventInfo => 3,
        _ => 4,
    };

    private void Lines(string indent, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(indent, line);
        }
    }

    private void Line(string indent, string line) => _text.Append(indent).Append(line).Append('\n');
}

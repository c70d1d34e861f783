using System.Reflection;
using System.Runtime.CompilerServices;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>The compiler's nullable annotations of one type as it stands in a signature, read in order, outermost first:
/// 2 is a question mark. <see cref="NullabilityInfoContext"/> is not used: it cannot tell <c>T</c> from <c>T?</c>.</summary>
internal sealed class Nullability
{
    private readonly IList<CustomAttributeTypedArgument>? _flags;
    private readonly byte _default;
    private int _next;

    private Nullability(IList<CustomAttributeTypedArgument>? flags, byte whereSilent)
    {
        _flags = flags;
        _default = whereSilent;
    }

    /// <summary>The annotations of a parameter, a field, a property, an event or a type's constraint.</summary>
    public static Nullability Of(ParameterInfo parameter) => Of(parameter.GetCustomAttributesData(), parameter.Member);

    public static Nullability Of(MemberInfo member) => Of(member.GetCustomAttributesData(), member.DeclaringType);

    public static Nullability Of(IList<CustomAttributeData> attributes, MemberInfo? context)
    {
        if (attributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(NullableAttribute)) is { } own)
        {
            var argument = own.ConstructorArguments[0].Value!;
            return argument is byte all ? new Nullability(null, all) : new Nullability((IList<CustomAttributeTypedArgument>)argument, 0);
        }

        return new Nullability(null, ContextOf(context));
    }

    /// <summary>The next type's annotation; asked once for each type that carries one, in the order of writing.</summary>
    public bool NextIsNullable() => (_flags is null ? _default : (byte)_flags[_next++].Value!) == 2;

    private static byte ContextOf(MemberInfo? member)
    {
        for (; member is not null; member = member.DeclaringType)
        {
            if (member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(NullableContextAttribute)) is { } context)
            {
                return (byte)context.ConstructorArguments[0].Value!;
            }
        }

        return 0;
    }
}

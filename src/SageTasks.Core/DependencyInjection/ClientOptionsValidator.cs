using Microsoft.Extensions.Options;

namespace SageTasks;

/// <summary>Validates the options of one named client with the client's own rules.</summary>
internal sealed class ClientOptionsValidator<TOptions>(string client, Func<TOptions, IEnumerable<string>> validate) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != client)
        {
            return ValidateOptionsResult.Skip;
        }

        var failures = validate(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using SageTasks.Ledger.PostgreSql;
using SageTasks.Runs;

namespace SageTasks;

/// <summary>Adds a ledger in PostgreSQL to an application: <c>services.AddSageTasks().AddPostgreSqlLedger(options => …)</c>.</summary>
public static class PostgreSqlLedgerBuilderExtensions
{
    /// <summary>Registers a <see cref="PostgreSqlLedger"/> as the <see cref="ISubmissionLedger"/> of <see cref="SubmissionGuard"/>. Without a connection
    /// string it uses the <see cref="NpgsqlDataSource"/> of the application.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; they are validated when the host starts.</param>
    public static ISageTasksBuilder AddPostgreSqlLedger(this ISageTasksBuilder builder, Action<PostgreSqlLedgerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<PostgreSqlLedgerOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PostgreSqlLedgerOptions>>(
            new ClientOptionsValidator<PostgreSqlLedgerOptions>(Options.DefaultName, static options => options.Validate()));
        builder.Services.TryAddSingleton(Make);
        builder.Services.TryAddSingleton<ISubmissionLedger>(static provider => provider.GetRequiredService<PostgreSqlLedger>());
        return builder;
    }

    private static PostgreSqlLedger Make(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<PostgreSqlLedgerOptions>>().CurrentValue;
        var time = provider.GetRequiredService<TimeProvider>();
        return options.ConnectionString is null && provider.GetService<NpgsqlDataSource>() is { } source
            ? new PostgreSqlLedger(source, options, time)
            : new PostgreSqlLedger(options, time);
    }
}

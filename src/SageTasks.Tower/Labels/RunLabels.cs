using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Labels by their names. Making one needs the Maintain role; using one that exists does not.</summary>
public class RunLabels
{
    private readonly TowerClient _client;

    /// <summary>Labels of a client's workspace.</summary>
    public RunLabels(TowerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The ids of labels, in the order asked for; those that do not exist are made (<c>GET /labels</c> through all pages, <c>POST /labels</c>).
    /// Calling it again gives the same ids.</summary>
    /// <param name="labels">Names; a resource label as <c>name=value</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">Tower does not take a name.</exception>
    /// <exception cref="InvalidRequestException">A label could not be made; the message says so where the workspace is full.</exception>
    /// <exception cref="AccessDeniedException">The token may not make labels.</exception>
    public virtual async Task<IReadOnlyList<long>> FindOrCreateAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var ids = new List<long>();
        foreach (var label in labels.Select(LabelName.Parse).ToList())
        {
            var found = await FindAsync(_client, label, cancellationToken).ConfigureAwait(false)
                ?? await CreateAsync(_client, label, cancellationToken).ConfigureAwait(false);
            ids.Add(found.Id);
        }

        return ids;
    }

    /// <summary>Adds labels to a run by their names, making those that do not exist (<c>POST /workflow/labels/add</c>).</summary>
    public virtual async Task AddAsync(string workflowId, IReadOnlyList<string> labels, CancellationToken cancellationToken = default) =>
        await _client.AddLabelsAsync([workflowId], await FindOrCreateAsync(labels, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    internal static async Task<Label?> FindAsync(TowerClient client, LabelName wanted, CancellationToken cancellationToken)
    {
        // The search finds parts of names, so a label can stand on any page: all of them are read.
        await foreach (var label in client.ListLabelsAsync(wanted.Name, null, cancellationToken).ConfigureAwait(false))
        {
            if (wanted.Is(label))
            {
                return label;
            }
        }

        return null;
    }

    internal static async Task<Label> CreateAsync(TowerClient client, LabelName label, CancellationToken cancellationToken)
    {
        var request = new CreateLabelRequest { Name = label.Name, Value = label.Value, Resource = label.Value is not null };
        try
        {
            return await client.CreateLabelAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused is InvalidRequestException or ConflictException)
        {
            // Older servers refuse a label that exists, be it made by someone else just now or by our own request whose reply was lost.
            return await FindAsync(client, label, cancellationToken).ConfigureAwait(false) ?? throw Explain(refused, label);
        }
        catch (AccessDeniedException refused)
        {
            throw new AccessDeniedException(refused.Error with
            {
                Advice = $"The label '{label}' does not exist and making one needs the Maintain role: ask someone who has it, or leave the label out.",
            });
        }
    }

    private static InvalidRequestException Explain(ApiException refused, LabelName label) => new(
        refused.Error with
        {
            Advice = $"The label '{label}' could not be made. A workspace holds 1000 labels (100 with older licences) and a run 25: "
                + "where they are used up, take one that exists. A label for each input uses them up soon; the run's name and parameters tell inputs apart.",
        },
        refused);
}

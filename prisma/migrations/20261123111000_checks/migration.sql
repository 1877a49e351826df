-- What can never be right, whoever writes it. What the slices decide (states, kinds) stays with them.
ALTER TABLE workspace ADD CONSTRAINT workspace_fiscal_year_start_check CHECK (fiscal_year_start BETWEEN 1 AND 12);
ALTER TABLE workspace ADD CONSTRAINT workspace_currency_check CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE exchange_rate ADD CONSTRAINT exchange_rate_rate_check CHECK (rate > 0);
ALTER TABLE member ADD CONSTRAINT member_days_check CHECK (last_day >= first_day);
ALTER TABLE assignment ADD CONSTRAINT assignment_dates_check CHECK (to_date >= from_date);
ALTER TABLE team_lead ADD CONSTRAINT team_lead_dates_check CHECK (to_date >= from_date);
ALTER TABLE absence ADD CONSTRAINT absence_dates_check CHECK (last_date >= first_date);
ALTER TABLE schedule ADD CONSTRAINT schedule_weekday_check CHECK (weekday BETWEEN 1 AND 7);
ALTER TABLE schedule ADD CONSTRAINT schedule_local_time_check CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE activity ADD CONSTRAINT activity_voids_check CHECK (voids_id <> id);
